import ObjectFormats
import TestSupport
import Testing

/// Addresses that two or more instructions make together.
@Suite struct PairTests {
  private func image(
    _ elf: ELFBuilder, _ name: String, _ rules: ImageConversion.RelocationRules = .init()
  ) throws -> [UInt8] {
    var conversion = ImageConversion(subsystem: .bootServiceDriver, symbolPath: "\(name).dll")
    conversion.relocationRules = rules
    return try conversion.image(of: ELFImage(parsing: elf.bytes()[...]))
  }

  private func error(_ elf: ELFBuilder, _ rules: ImageConversion.RelocationRules = .init()) -> ELFError? {
    do throws(ELFError) {
      var conversion = ImageConversion(subsystem: .bootServiceDriver, symbolPath: "")
      conversion.relocationRules = rules
      _ = try conversion.image(of: ELFImage(parsing: elf.bytes()[...]))
      return nil
    } catch { return error }
  }

  /// What GenFv of edk2-stable202502 changes in a volume at 0x76543000: LUI, LW and SD of two pairs, and
  /// pointers. A third LUI is complete without it.
  @Test func riscvImagesMoveAsGenFvMovesThem() throws {
    let moved = try ExecutableImage(parsing: GenFwFixtures.riscv64[...]).placed(at: 0x7654_3064)
    var expected = GenFwFixtures.riscv64
    for (offset, bytes) in [
      (0xB0, "64305476"), (0x240, "3735547683254531"), (0x24C, "372654762336b634"), (0x2A0, "70405476"),
      (0x2A8, "54685476"), (0x2B0, "98425476"), (0x2B8, "86525476"), (0x2E0, "54685476"),
    ] { expected.replaceSubrange(offset..<offset + bytes.utf8.count / 2, with: TinyImage.bytes(bytes)) }
    #expect(moved == expected)
  }

  /// The same in a volume at 0x123456789000: LU12I.W, ORI and LU32I.D of one address, and pointers.
  @Test func loongArchImagesMoveAsGenFvMovesThem() throws {
    let moved = try ExecutableImage(parsing: GenFwFixtures.loongArch64[...]).placed(at: 0x1234_5678_9064)
    var expected = GenFwFixtures.loongArch64
    for (offset, bytes) in [
      (0xB0, "649078563412"), (0x270, "4cf1ac148cd1b0038c4602168c010003"), (0x280, "6ca078563412"),
      (0x288, "34ac78563412"), (0x290, "48ac78563412"), (0x298, "86b278563412"),
    ] { expected.replaceSubrange(offset..<offset + bytes.utf8.count / 2, with: TinyImage.bytes(bytes)) }
    #expect(moved == expected)
  }

  /// A fix-up of four instructions needs all of them, and each machine has types of its own.
  @Test func fixupsThatLeaveTheSectionAreErrors() throws {
    // The last fix-up of the image is made one of LU12I.W, 8 bytes before the end of `.data`.
    var image = GenFwFixtures.loongArch64
    image.replaceSubrange(0x310..<0x312, with: [0xF8, 0x82])
    #expect(throws: ObjectError.addressOutsideSections(offset: 0x310, rva: 0x2F8)) {
      try ExecutableImage(parsing: image[...]).rebased(to: 0x1000)
    }
    var other = GenFwFixtures.riscv64
    other.replaceSubrange(0x84..<0x86, with: [0x64, 0x62])
    #expect(throws: ObjectError.unsupportedRelocation(offset: 0x348, type: 5)) {
      try ExecutableImage(parsing: other[...]).rebased(to: 0x1000)
    }
  }

  @Test func loongArchPairsAreFoundBySymbolOnEDK2sMaster() throws {
    var rules = ImageConversion.RelocationRules()
    rules.loongArchPairing = .bySymbol
    let name = "loongarch64-separated"
    #expect(
      try image(TinyELF.loongArch64Separated, name, rules) == GenFwFixtures.loongArch64Separated)
    // The first instruction of x, which the relocations before it do not pair with the second.
    var elf = TinyELF.loongArch64Separated
    elf.sections[0].relocations.removeAll { $0.kind == 75 }
    guard case .unpairedLowBits(let place) = error(elf, rules) else {
      Issue.record("lower bits without upper ones are no error")
      return
    }
    #expect(place.address == 0x1018)
  }

  /// edk2-stable202411 leaves the LEA that LLD makes of a load alone.
  @Test func aRelaxedLoadIsNoLoad() throws {
    // LEA rax, [rip + v]; MOV rax, [rip + entry].
    let code: [UInt8] = [0x48, 0x8D, 0x05, 0xF9, 0x1F, 0, 0, 0x48, 0x8B, 0x05, 0xFA, 0x1F, 0, 0, 0x90, 0x90]
    let elf = ELFBuilder(
      is64: true, machine: 62, entry: 0x240,
      sections: [
        .init(
          name: ".text", flags: 6, address: 0x240, alignment: 0x20, bytes: code,
          relocations: [
            .init(offset: 3, kind: 42, symbol: 1, addend: -4),
            .init(offset: 10, kind: 42, symbol: 1, addend: -4),
          ]),
        .init(
          name: ".data", flags: 3, address: 0x2240, alignment: 0x20,
          bytes: ELFBuilder.word(0x1111, 8) + ELFBuilder.word(0x2240, 8)),
      ], symbols: [.init(name: "v", section: 2, value: 0x2240)])
    let image = try image(elf, "lea")
    #expect(Array(image[0x243..<0x247]) == [0xF9, 0x1F, 0, 0])
    // The entry moves with `.data`, from 0x2248 to 0x268.
    #expect(Array(image[0x24A..<0x24E]) == [0x1A, 0, 0, 0])
    #expect(
      try PEImage(parsing: image[...]).relocations().filter { $0.kind != .absolute }.map(\.address) == [0x268]
    )
    var old = ImageConversion.RelocationRules()
    old.takesRelaxedLoadsForLoads = true
    #expect(try self.image(elf, "lea", old)[0x243] == 0x19)
  }

  /// edk2-stable202402 keeps the ADR with which ld works around an erratum; before, it got a distance in pages.
  @Test(arguments: [false, true])
  func anADRForTheOffsetTableStaysOne(countsPages: Bool) throws {
    var elf = TinyELF.aarch64Pages
    // ADR x0 at 0x1008 instead of ADRP, of the entry of v at 0x2008.
    elf.sections[0].bytes.replaceSubrange(8..<12, with: ELFBuilder.word(0x1000_0000, 4))
    var rules = ImageConversion.RelocationRules()
    rules.countsPagesInADR = countsPages
    let image = try image(elf, "adr", rules)
    let distance: Int64 = countsPages ? 1 : 0x2000 - 0x1008
    let bits = UInt32(truncatingIfNeeded: distance)
    let adr = 0x1000_0000 | (bits & 3) << 29 | (bits >> 2) << 5
    #expect(Array(image[0x1008..<0x100C]) == ELFBuilder.word(UInt64(adr), 4))
  }

  /// R_AARCH64_NONE, with its present and its former number, and R_ARM_NONE need no symbol.
  @Test func noRelocationNeedsNoSymbol() throws {
    for (kind, whole) in [(UInt32(0), TinyELF.aarch64), (256, TinyELF.aarch64), (0, TinyELF.arm)] {
      var elf = whole
      elf.sections[0].relocations.append(.init(offset: 0, kind: kind, symbol: 0))
      let unchanged = try image(elf, "none") == image(whole, "none")
      #expect(unchanged, "machine \(elf.machine), type \(kind)")
    }
  }

  /// R_RISCV_ALIGN, R_RISCV_ADD16, and numbers that LoongArch does not use.
  @Test func otherTypesAreErrors() {
    for (kind, whole) in [
      (UInt32(43), TinyELF.riscv64), (34, TinyELF.riscv64), (13, TinyELF.loongArch64),
      (110, TinyELF.loongArch64),
    ] {
      var elf = whole
      elf.sections[0].relocations.append(.init(offset: 0, kind: kind, symbol: 0))
      guard case .unsupportedRelocation(let place, _, kind) = error(elf) else {
        Issue.record("machine \(elf.machine), type \(kind) is no error")
        continue
      }
      #expect(place.address == 0x1000)
    }
  }
}
