import Bytes
import Compression
import FirmwareImage
import TestSupport
import Testing

@testable import Inspection
@testable import Sizes

/// What is recorded of Debian's image: the figures are edk2's build log's, GenFv's and the image's own.
@Suite struct SizeRecordTests {
  @Test func debiansCode() throws {
    let image = FlashImage.parse(
      try Provided.bytes("/usr/share/OVMF/OVMF_CODE.fd"), path: "x", decoder: SectionCodecs()
    ).image
    let map = FlashMap(measuring: image, name: "OVMF_CODE")
    let attribution = SizeAttribution(image, ledgers: LZMALedgers())
    let check = BudgetCheck([map], budgets: [])
    // Twice the same image is one.
    let record = SizeRecord(
      [map, map], attributions: [attribution], check: check, platform: "OVMF_CODE", configuration: "", time: 5
    )
    #expect(record.subjects.map(\.name) == ["OVMF_CODE", "FVMAIN_COMPACT", "PEIFV", "DXEFV", "SECFV"])
    #expect(record.subjects.map(\.kind) == [.device, .volume, .volume, .volume, .volume])
    #expect(record.subjects.map(\.used) == [1_552_252, 1_512_908, 209_010, 5_437_954, 39_344])
    #expect(record.subjects.map(\.limit) == [1_966_080, 1_753_088, 917_504, 12_582_912, 212_992])
    #expect(record.subjects[0].holds == ["FVMAIN_COMPACT", "PEIFV", "DXEFV", "SECFV"])
    #expect(record.subjects[1].holds == ["PEIFV", "DXEFV"])
    // The two share a stream of 1,512,740 bytes, but for their headers and padding.
    #expect(record.subjects.map { $0.flash == nil } == [true, true, false, false, true])
    let shares = record.subjects.compactMap(\.flash).reduce(0, +)
    #expect(shares < 1_512_740 && shares > 1_512_740 - 2_000, "\(shares)")
    // 131 files that are no padding, the file around the volumes one of them.
    #expect(record.modules.count == 130)
    #expect(record.modules.allSatisfy { $0.flash != nil })
    #expect(Set(record.modules.map(\.volume)) == ["PEIFV", "DXEFV", "SECFV"])

    // A memory map beside the image, and before it, as the alphabet has it, changes no share.
    let memory = FlashMap(
      name: "MEMFD", baseAddress: nil, size: 0xD0_0000,
      regions: map.volumes.filter { ["PEIFV", "DXEFV"].contains($0.name) }.map {
        RegionUsage(offset: 0, size: $0.size, kind: .volume, volume: $0)
      })
    let both = SizeRecord(
      [memory, map], attributions: [attribution], check: BudgetCheck([memory, map], budgets: []),
      platform: "OVMF_CODE", configuration: "", time: 5)
    #expect(both.modules == record.modules)
    #expect(both.subjects.first?.name == "MEMFD")
    #expect(both.subjects.compactMap(\.flash) == record.subjects.compactMap(\.flash))

    let plain = SizeRecord(
      [map], attributions: [], check: check, platform: "OVMF_CODE", configuration: "", time: 5)
    #expect(plain.modules.map(\.raw) == record.modules.map(\.raw))
    #expect(plain.modules.allSatisfy { $0.flash == nil } && plain.subjects.allSatisfy { $0.flash == nil })
  }
}
