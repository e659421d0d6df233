import Bytes
import FirmwareImage
import ObjectFormats
import TestSupport
import Testing

@testable import Packaging

/// The entry of the tiny image lies 0x170 bytes behind its start. As the first file's first section it stands at
/// 72 + 24 + 4 of the volume, so its entry at 100 + 0x170 = 468. A second file with the same section has its header
/// at 72 + 24 + 4 + 416 = 516, and so 520, and its entry at 520 + 28 + 0x170 = 916.
@Suite struct ResetVectorPatchTests {
  /// Without relocations, of which AArch64 knows other kinds.
  private static let aarch64 = TinyImage.pe(changing: [4: 0x64, 5: 0xAA, 0xA0: 0, 0xA1: 0, 0xA4: 0])

  /// The first bytes of a volume at 0x10000000 with a SEC module and a PEI core of this image.
  private func vector(_ modules: [String], _ image: [UInt8], base: String = "0x10000000") async throws
    -> [UInt8]
  {
    var workspace = PackingWorkspace(
      PackingWorkspace.device(base: base, size: 0x500, [("0|0x500", "FV = MAIN")]) + """
        [FV.MAIN]
        \(modules.map { "INF Pkg/\($0).inf" }.joined(separator: "\n"))
        [Rule.Common.SEC]
        FILE SEC = $(NAMED_GUID) {
          PE32 PE32 |.efi
        }
        [Rule.Common.PEI_CORE]
        FILE PEI_CORE = $(NAMED_GUID) {
          PE32 PE32 |.efi
        }
        """)
    for (number, type) in modules.enumerated() {
      workspace.module(
        type, type, number: UInt8(number + 1), ModulePayloads([.init(.pe32, payload: image)]))
    }
    return Array(try await workspace.pack().volume("MAIN").prefix(16))
  }

  /// `B` has its distance in words in 26 bits (Arm ARM, C6.2.25).
  @Test func aarch64BranchesToSECAndFindsPEIByAddress() async throws {
    let vector = try await vector(["SEC", "PEI_CORE"], Self.aarch64)
    #expect(field(vector, 0, UInt64.self) == 0x1400_0000 | 468 / 4)
    #expect(field(vector, 8, UInt64.self) == 0x1000_0000 + 916)
  }

  @Test func withoutPEIItsAddressIsZero() async throws {
    let vector = try await vector(["SEC"], Self.aarch64)
    #expect(field(vector, 0, UInt64.self) == 0x1400_0000 | 468 / 4)
    #expect(field(vector, 8, UInt64.self) == 0)
  }

  /// `BL` counts words from two instructions ahead; the third word returns from an exception.
  @Test func armBranchesToSECAndFindsPEIByAddress() async throws {
    let vector = try await vector(["SEC", "PEI_CORE"], TinyImage.pe)
    #expect(field(vector, 0, UInt32.self) == 0xEB00_0000 | (468 - 8) / 4)
    #expect(field(vector, 4, UInt32.self) == 0x1000_0000 + 916)
    #expect(field(vector, 8, UInt32.self) == 0xE1B0_F07E)
    #expect(field(vector, 12, UInt32.self) == 0)
  }

  /// `JAL` has its distance in bits 10 to 1 from bit 21 on (RISC-V unprivileged ISA, 2.5).
  @Test func riscvJumpsToSEC() async throws {
    let image = TinyImage.pe(changing: [4: 0x64, 5: 0x50, 0xA0: 0, 0xA1: 0, 0xA4: 0])
    let vector = try await vector(["SEC", "PEI_CORE"], image)
    #expect(field(vector, 0, UInt32.self) == 468 << 20 | 0x6F)
    #expect(vector.dropFirst(4).allSatisfy { $0 == 0 })
  }

  /// `B` has its distance in words in 26 bits, the lower 16 of them first (LoongArch Reference Manual, 2.2.5).
  @Test func loongArchBranchesToSEC() async throws {
    let image = TinyImage.pe(changing: [4: 0x64, 5: 0x62, 0xA0: 0, 0xA1: 0, 0xA4: 0])
    let vector = try await vector(["SEC", "PEI_CORE"], image)
    #expect(field(vector, 0, UInt32.self) == 0x5000_0000 | (468 / 4) << 10)
    #expect(vector.dropFirst(4).allSatisfy { $0 == 0 })
  }

  /// GNU as makes 0x4DFAB06F of `jal x0, .+0xABCDE`.
  @Test func distancesInEveryBit() throws {
    let riscv = ZeroVector(base: 0x2000_0000, sec: 0x200A_BCDE, pei: nil)
    #expect(field(try #require(riscv.bytes(.riscv64)), 0, UInt32.self) == 0x4DFA_B06F)
    let loongArch = ZeroVector(base: 0x1C00_0000, sec: 0x1D23_4568, pei: nil)
    #expect(
      field(try #require(loongArch.bytes(.loongArch64)), 0, UInt32.self) == 0x5000_0000 | 0xD15A << 10 | 0x48)
  }

  @Test func anEntryOutOfReachHasNoVector() {
    #expect(ZeroVector(base: 0x2000_0000, sec: 0x2010_0000, pei: nil).bytes(.riscv64) == nil)
    #expect(ZeroVector(base: 0x1C00_0000, sec: 0x2000_0000, pei: nil).bytes(.loongArch64) == nil)
  }

  /// GenFv notes the machine of PE32 sections alone there.
  @Test func riscvVolumesOfTEImagesHaveNoVector() {
    #expect(ZeroVector.Format(.riscv64, hasPE32: false) == nil)
    #expect(ZeroVector.Format(.loongArch64, hasPE32: false) == .loongArch64)
  }

  /// The second field's lowest bit of an entry that is Thumb code would be set; here it is not.
  @Test func aVolumeWithoutAnAddressHasNoVector() async throws {
    #expect(try await vector(["SEC"], Self.aarch64, base: "0") == [UInt8](repeating: 0, count: 16))
  }

  /// `VTF` and a zero stand 20 bytes before the end of edk2's Vtf0.
  @Test(arguments: [(true, []), (false, ["reset-vector-unmarked"])])
  func anX86VectorSaysItselfWhetherItIsComplete(isMarked: Bool, codes: [String]) async throws {
    var workspace = PackingWorkspace(
      PackingWorkspace.device(base: "0xFFFFF000", size: 0x1000, [("0|0x1000", "FV = MAIN")]) + """
        [FV.MAIN]
        FILE RAW = 1BA0062E-C779-4582-8566-336AE8F78F09 { top.bin }
        """)
    var top = [UInt8](repeating: 0x90, count: 32)
    if isMarked { top.replaceSubrange(12..<16, with: Array("VTF\0".utf8)) }
    workspace.files = ["top.bin": top]
    #expect(try await workspace.pack().codes == codes)
  }
}
