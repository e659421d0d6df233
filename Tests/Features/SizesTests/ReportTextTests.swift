import Bytes
import Foundation
import ObjectFormats
import Testing

@testable import Comparison
@testable import Inspection
@testable import Sizes

/// What people and scripts are shown of values made by hand.
@Suite struct ReportTextTests {
  private static let guid: GUID = "7CB8BDC9-F8EB-4F34-AAEA-3EE4AF6516A1"

  private static let map = FlashMap(
    name: "OVMF_CODE", baseAddress: 0xFFE2_0000, size: 0x1E0000,
    regions: [
      RegionUsage(
        offset: 0, size: 0x1AC000, kind: .volume,
        volume: VolumeUsage(
          name: "FVMAIN_COMPACT", guid: nil, size: 0x1AC000, used: 1_512_908,
          files: [
            FileUsage(guid: guid, name: "volumes", type: "volume image", offset: 0x48, size: 1_512_800)
          ],
          streams: [
            StreamUsage(
              codec: "LZMA", encodedSize: 1_512_727, size: 13_500_560,
              volumes: [
                VolumeUsage(
                  name: "DXEFV", guid: guid, size: 0xC00000, used: 0xB00000,
                  files: [FileUsage(guid: guid, name: "DxeCore", type: "DXE core", offset: 0x78, size: 99)],
                  streams: [])
              ])
          ])), RegionUsage(offset: 0x1AC000, size: 0x34000, kind: .erased),
    ])

  /// The columns line up, numbers to the right, and no line ends in a blank.
  @Test func aMapWithItsStreams() {
    #expect(
      FlashMapReport([Self.map], listsFiles: true).text == """
        OVMF_CODE: 1966080 bytes at 0xFFE20000
            offset      size      used     free    full  what
               0x0  0x1AC000   1512908   240180  86.3 %  FVMAIN_COMPACT
              0x48             1512800                     volumes (volume image)
                               1512727                     LZMA: 11.2 % of 13500560 bytes
                    0xC00000  11534336  1048576  91.7 %      DXEFV
              0x78                  99                         DxeCore (DXE core)
          0x1AC000   0x34000                             erased

        """)
  }

  @Test func budgets() {
    let check = BudgetCheck([Self.map], budgets: [])
    #expect(
      BudgetReport(check).text == """
                            size      used     limit     free    full
        OVMF_CODE        1966080   1512908   1966080   453172  77.0 %
        FVMAIN_COMPACT   1753088   1512908   1753088   240180  86.3 %
        DXEFV           12582912  11534336  12582912  1048576  91.7 %

        """)
  }

  @Test func aComparison() {
    let section = ImageComparison.SectionRow(type: "PE32", sizeA: 100, sizeB: 100, differingBytes: 3)
    var comparison = ImageComparison(nameA: "a.fd", nameB: "b.fd", regions: [], files: [])
    #expect(report(comparison).text == "same content: 0 files in 0 regions\n")
    comparison.files = [
      .init(volume: "DXEFV", guid: Self.guid, name: "Shell", sizeA: 140, sizeB: 140, sections: [section]),
      .init(volume: "DXEFV", guid: Self.guid, name: "Tcp", sizeA: nil, sizeB: 60, sections: []),
    ]
    #expect(
      report(comparison).text == """
        A: a.fd
        B: b.fd

        only in B: 1, +60 bytes
          DXEFV  Tcp  60

        changed: 1, 0 bytes
          DXEFV  Shell  140
            Shell: PE32 section, 100 bytes, 3 of them differ

        unchanged: 0 of 2 files

        """)
  }

  private func report(_ comparison: ImageComparison) -> BuildComparisonReport {
    var builds = BuildComparison(nameA: comparison.nameA, nameB: comparison.nameB)
    builds.images = [.init(name: "a.fd", comparison: comparison)]
    return BuildComparisonReport(builds)
  }

  @Test func aPVHHeader() throws {
    let header = try #require(PVHHeader(.elf32, imageSize: 0x200000))
    let image = header.bytes + [UInt8](repeating: 0xFF, count: 0x200000 - header.size)
    #expect(
      PVHReport(PVHSummary(try PVHImage(parsing: image[...])), path: "OVMF.fd").text == """
        OVMF.fd: ELF32, IA32, 0x200000 bytes
          segment  offset      size  loaded to  in memory  aligned
          LOAD        0x0  0x200000   0x100000   0x200000   0x1000  RWX
          NOTE       0x74      0x14   0x100074       0x14      0x4  R
          entry 0x2FFFD0, at offset 0x1FFFD0 of the image, 0x30 before its end
          reset vector: none

        """)
  }

  @Test func everyDocumentNamesItsSchema() throws {
    let comparison = ImageComparison(nameA: "a\"\\\n", nameB: "b", regions: [], files: [])
    for (text, schema) in [
      (FlashMapReport([Self.map]).json, "kiln-layout-1"),
      (BudgetReport(BudgetCheck([Self.map], budgets: [])).json, "kiln-check-1"),
      (report(comparison).json, "kiln-diff-images-2"),
    ] {
      let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
      let object = try #require(value as? [String: Any])
      #expect(object["schema"] as? String == schema)
    }
  }
}
