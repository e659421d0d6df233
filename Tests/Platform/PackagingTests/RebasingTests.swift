import Bytes
import Diagnostics
import FirmwareImage
import TestSupport
import Testing

@testable import Packaging

/// Executables linked for where they stand. The payload of the first file's first section stands at 72 + 24 + 4 of
/// its volume; the bytes are those that GenFv made of the same image at the same address.
@Suite struct RebasingTests {
  private static let payload = 100
  /// Where the image base stands in a PE32 header that has no DOS header in front.
  private static let imageBase = 52

  /// MAIN with one module as its only file.
  private func pack(
    base: String, type: String = "PEIM", rule: String = "FILE PEIM = $(NAMED_GUID)",
    section: String = "PE32 PE32",
    volume: String = "", image: [UInt8] = TinyImage.pe
  ) async throws -> PackingWorkspace.Outcome {
    var workspace = PackingWorkspace(
      PackingWorkspace.device(base: base, size: 0x400, [("0|0x400", "FV = MAIN")]) + """
        [FV.MAIN]
        \(volume)
        INF Pkg/Mod.inf
        [Rule.Common.\(type)]
        \(rule) {
          \(section) |.efi
        }
        """)
    workspace.module("Mod", type, number: 1, ModulePayloads([.init(.pe32, payload: image)]))
    return try await workspace.pack()
  }

  /// The image as it stands in the volume.
  private func image(_ outcome: PackingWorkspace.Outcome, count: Int = TinyImage.pe.count) -> [UInt8] {
    Array(outcome.volume("MAIN").dropFirst(Self.payload).prefix(count))
  }

  @Test func anImageInFlashIsLinkedForItsAddress() async throws {
    let outcome = try await pack(base: "0xA5678000")
    let moved = image(outcome)
    #expect(field(moved, Self.imageBase, UInt32.self) == 0xA567_8064)
    #expect(Array(moved[0x160..<0x170]) == TinyImage.code)
    #expect(outcome.diagnostics.isEmpty)
  }

  /// A TE image of 0xF8 stripped bytes and a header of 40 at A is linked for A + 40 - 0xF8.
  @Test func aTEImageIsLinkedForWhereItsPEHeaderWouldStand() async throws {
    let outcome = try await pack(base: "0xA56780D0", section: "TE TE")
    let moved = image(outcome, count: TinyImage.te.count)
    // ImageBase of the TE header, PI 1.8 Vol 1, 15.
    #expect(field(moved, 16, UInt64.self) == TinyImage.address)
    let code = 0x160 + 40 - 0xF8
    #expect(Array(moved[code..<(code + 16)]) == TinyImage.code)
  }

  @Test(arguments: [
    ("0xA5678000", "FvForceRebase = FALSE", 0x1000_0000), ("0", "", 0x1000_0000),
    ("0", "FvForceRebase = TRUE", 100),
  ])
  func whatTheVolumeSaysCountsBeforeItsAddress(base: String, volume: String, linkedFor: UInt32) async throws {
    let moved = image(try await pack(base: base, volume: volume))
    #expect(field(moved, Self.imageBase, UInt32.self) == linkedFor)
  }

  /// Where a rule has Xip = TRUE, the other modules of a volume with FvForceRebase = TRUE stay (GenFv since
  /// 3ee3b60eb8 and 0347d3b711). Without FvForceRebase, Xip means nothing.
  @Test(arguments: [
    ("FvForceRebase = TRUE", "Xip = TRUE", true, false), ("FvForceRebase = TRUE", "Xip = FALSE", true, true),
    ("FvForceRebase = TRUE", "", true, true), ("", "Xip = TRUE", true, true),
    ("FvForceRebase = FALSE", "Xip = TRUE", false, false),
  ])
  func onlyWhatExecutesInPlaceIsRebased(
    volume: String, section: String, first: Bool, second: Bool
  ) async throws {
    var workspace = PackingWorkspace(
      PackingWorkspace.device(base: "0xA5678000", size: 0x1000, [("0|0x1000", "FV = MAIN")]) + """
        [FV.MAIN]
        \(volume)
        INF Pkg/First.inf
        INF Pkg/Second.inf
        [Rule.Common.PEIM]
        FILE PEIM = $(NAMED_GUID) {
          PE32 PE32 \(section) Align = 32 |.efi
        }
        [Rule.Common.DXE_DRIVER]
        FILE DRIVER = $(NAMED_GUID) {
          PE32 PE32 |.efi
        }
        """)
    workspace.module("First", "PEIM", number: 1, ModulePayloads([.init(.pe32, payload: TinyImage.pe)]))
    workspace.module("Second", "DXE_DRIVER", number: 2, ModulePayloads([.init(.pe32, payload: TinyImage.pe)]))
    let outcome = try await workspace.pack()
    #expect(outcome.diagnostics.isEmpty)
    // The link address of TinyImage.
    let unmoved: UInt32 = 0x1000_0000
    let bases = Self.starts(of: TinyImage.pe.prefix(4), in: outcome.volume("MAIN")).map { start in
      field(Array(outcome.volume("MAIN").dropFirst(start)), Self.imageBase, UInt32.self)
    }
    #expect(bases.map { $0 != unmoved } == [first, second])
  }

  private static func starts(of bytes: ArraySlice<UInt8>, in volume: [UInt8]) -> [Int] {
    volume.indices.filter { volume[$0...].starts(with: bytes) }
  }

  /// Only SEC, PEI and DXE run, or start, where they stand (GenFv, `FfsRebase`).
  @Test func anApplicationStaysAsItIs() async throws {
    let outcome = try await pack(
      base: "0xA5678000", type: "UEFI_APPLICATION", rule: "FILE APPLICATION = $(NAMED_GUID)")
    #expect(image(outcome) == TinyImage.pe)
  }

  /// GenFv takes the relocations of the `.efi` file beside the `.ffs` file.
  @Test func anImageWhoseRelocationsTheRuleStripsIsLinkedForItsAddress() async throws {
    let outcome = try await pack(base: "0xA5678000", rule: "FILE PEIM = $(NAMED_GUID) RELOCS_STRIPPED")
    let moved = image(outcome, count: TinyImage.pe.count - 32)
    #expect(field(moved, Self.imageBase, UInt32.self) == 0xA567_8064)
    #expect(Array(moved[0x160..<0x170]) == TinyImage.code)
    #expect(field(moved, 0x16, UInt16.self) == 0x0103)
    #expect(outcome.diagnostics.isEmpty)
  }

  @Test func aTEImageWhoseRelocationsTheRuleStripsIsLinkedForItsAddress() async throws {
    let outcome = try await pack(
      base: "0xA56780D0", rule: "FILE PEIM = $(NAMED_GUID) RELOCS_STRIPPED", section: "TE TE")
    let moved = image(outcome, count: TinyImage.te.count - 32)
    #expect(field(moved, 16, UInt64.self) == TinyImage.address)
    let code = 0x160 + 40 - 0xF8
    #expect(Array(moved[code..<(code + 16)]) == TinyImage.code)
  }

  @Test func anImageWithoutRelocationsStaysAsItIsWithAWarning() async throws {
    let stripped = Array(TinyImage.pe(changing: TinyImage.stripped).dropLast(32))
    let outcome = try await pack(base: "0xA5678000", image: stripped)
    #expect(image(outcome, count: stripped.count) == stripped)
    #expect(outcome.diagnostics.map(\.severity) == [.warning])
    #expect(outcome.diagnostics.first?.pointedAt == "Pkg/Mod.inf")
  }

  /// FileAlignment stands 36 bytes into the optional header.
  @Test func anImageThatCannotRunInPlaceIsAnError() async throws {
    let outcome = try await pack(base: "0xA5678000", image: TinyImage.pe(changing: [60: 0x10]))
    #expect(outcome.diagnostics.map(\.severity) == [.error])
    #expect(outcome.diagnostics.first?.pointedAt == "Pkg/Mod.inf")
    #expect(outcome.plan == nil)
  }
}
