import Diagnostics
import ObjectFormats
import Testing

/// What a user reads when a linked module cannot become an image: a code each, the module, the place.
@Suite struct ELFDiagnosticTests {
  private func diagnostic(_ bytes: [UInt8], asTable: Bool = false) throws -> Diagnostic {
    let conversion = ImageConversion(subsystem: .bootServiceDriver, symbolPath: "m.dll")
    do throws(ELFError) {
      let elf = try ELFImage(parsing: bytes[...])
      _ = asTable ? try conversion.acpiTable(of: elf) : try conversion.image(of: elf)
    } catch {
      return .conversion(error, module: "Pkg/Dxe.inf", at: .file("m.dll"))
    }
    throw Unexpected(description: "an image came of it")
  }

  private struct Unexpected: Error, CustomStringConvertible { let description: String }

  private func expect(
    _ code: String, _ words: String, _ elf: ELFBuilder, asTable: Bool = false, hasFix: Bool = true,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let diagnostic = try diagnostic(elf.bytes(), asTable: asTable)
    #expect(
      diagnostic.code.name == code && diagnostic.place == .file("m.dll"), sourceLocation: sourceLocation)
    #expect(
      diagnostic.message.hasPrefix("Pkg/Dxe.inf: ") && diagnostic.message.contains(words),
      "\(diagnostic.message)", sourceLocation: sourceLocation)
    #expect((diagnostic.fix != nil) == hasFix, sourceLocation: sourceLocation)
  }

  // MARK: elf-symbol-unresolved

  @Test(arguments: [0, 0xFFF1, 0xFFF2]) func undefinedAbsoluteAndCommonSymbols(section: UInt16) throws {
    for var elf in [TinyELF.x64, TinyELF.aarch64] {
      elf.symbols[1].section = section
      elf.symbols[1].name = "missing"
      try expect("elf-symbol-unresolved", "symbol 'missing' is undefined or absolute", elf)
    }
  }

  /// The message names the place in the code, as linked, and the relocation in the file.
  @Test func thePlaceOfAnUnresolvedSymbol() throws {
    var elf = TinyELF.x64
    elf.symbols[1].section = 0
    try expect("elf-symbol-unresolved", "0x100C in .text (relocation at 0x", elf)
  }

  /// GenFw 2022.11 passes over them where addresses have 32 bits, and so do we.
  @Test func machinesOf32BitsKeepWhatTheLinkerStored() throws {
    let image = try ImageConversion(subsystem: .bootServiceDriver, symbolPath: "ia32.dll").image(
      of: ELFImage(parsing: TinyELF.ia32.bytes()[...]))
    #expect(Array(image[0x230..<0x234]) == [0x78, 0x56, 0x34, 0x12])
  }

  // MARK: elf-relocation-unsupported

  @Test func kindsThatNoImageCanHave() throws {
    // R_X86_64_32S, R_386_GOTOFF, R_ARM_SBREL32, R_AARCH64_MOVW_UABS_G0.
    for (elf, kind, machine) in [
      (TinyELF.x64, UInt32(11), "X64"), (TinyELF.ia32, 9, "IA32"), (TinyELF.arm, 9, "ARM"),
      (TinyELF.aarch64, 263, "AARCH64"),
    ] {
      var elf = elf
      elf.sections[0].relocations[0].kind = kind
      try expect("elf-relocation-unsupported", "\(machine) relocation of type \(kind) cannot", elf)
    }
  }

  @Test func distancesThatChange() throws {
    var elf = TinyELF.aarch64
    elf.sections[1].address += 0x20
    elf.symbols[0].value += 0x20
    elf.symbols[1].value += 0x20
    try expect("elf-relocation-unsupported", "code relies on a distance that changes (modulo 4 KiB)", elf)
    elf.sections[0].relocations = [.init(offset: 0x10, kind: 283, symbol: 1)]
    try expect("elf-relocation-unsupported", "code relies on a distance that changes in", elf)
  }

  @Test func instructionsThatDoNotReach() throws {
    var elf = TinyELF.aarch64
    elf.sections[0].relocations = [.init(offset: 0x08, kind: 310, symbol: 2)]
    elf.symbols[1].value += 0x10_0000
    try expect("elf-relocation-unsupported", "more than 1 MiB away", elf)
  }

  @Test func aMOVTApartFromItsMOVW() throws {
    var elf = TinyELF.arm
    elf.sections[0].relocations.swapAt(0, 1)
    try expect(
      "elf-relocation-unsupported", "expected a MOVT directly after its MOVW, at 0x244 in .text", elf,
      hasFix: false)
  }

  // MARK: elf-alignment

  @Test(arguments: [3, 0x30, 0x20000, 1 << 63]) func alignmentsThatNoImageHas(alignment: UInt64) throws {
    var elf = TinyELF.x64
    elf.sections[0].alignment = alignment
    try expect("elf-alignment", "section .text is aligned to 0x", elf)
  }

  @Test func aSectionBesideItsAlignment() throws {
    var elf = TinyELF.x64
    elf.sections[1].address += 8
    try expect("elf-alignment", "section .rodata is linked at 0x1848", elf)
  }

  // MARK: elf-without-code, elf-too-large

  @Test func noCode() throws {
    try expect("elf-without-code", "no code", TinyELF.acpi)
    var elf = TinyELF.x64
    elf.sections = []
    elf.symbols = []
    try expect("elf-without-code", "no code", elf)
  }

  @Test func anImageLargerThanAnyFirmware() throws {
    var elf = TinyELF.x64
    elf.sections[3].size = 0x1000_0000
    try expect("elf-too-large", "would be too large", elf, hasFix: false)
  }

  // MARK: elf-unsupported

  @Test func machinesAndClasses() throws {
    var elf = TinyELF.x64
    elf.machine = 21
    try expect("elf-unsupported", "firmware for ELF machine 21 is not supported", elf)
    elf = TinyELF.ia32
    elf.machine = 62
    try expect("elf-unsupported", "firmware for X64 is not supported", elf)
  }

  @Test(arguments: [
    (4, 3, "class at 0x4 is 3"), (5, 2, "byte order at 0x5 is 2"), (16, 1, "type at 0x10 is 1"),
    (16, 4, "type at 0x10 is 4"), (20, 2, "version at 0x14 is 2"),
  ])
  func headersOfOtherFiles(offset: Int, byte: UInt8, words: String) throws {
    var file = TinyELF.x64.bytes()
    file[offset] = byte
    let diagnostic = try diagnostic(file)
    #expect(diagnostic.code.name == "elf-unsupported" && diagnostic.message.contains(words))
  }

  // MARK: elf-malformed

  @Test func noELFFile() throws {
    let diagnostic = try diagnostic(GenFwFixtures.x64)
    #expect(diagnostic.code.name == "elf-malformed")
    #expect(diagnostic.message.contains("expected an ELF signature at 0x0, found 0x5A4D"))
  }

  @Test func indicesThatNameNothing() throws {
    var elf = TinyELF.x64
    elf.sections[0].relocations[0].symbol = 99
    try expect("elf-malformed", "symbol 99, referred to at 0x", elf, hasFix: false)
    elf = TinyELF.x64
    elf.sections[0].relocations[0].offset = 0x1000
    try expect("elf-malformed", "0x2000 in .text", elf, hasFix: false)
    // The last eight bytes are there, those behind them not.
    elf.sections[0].relocations[0].offset = UInt64(elf.sections[0].bytes.count) - 7
    try expect("elf-malformed", "reaches outside its section", elf, hasFix: false)
  }

  @Test func anEntryOfNoTable() throws {
    var elf = TinyELF.x64
    elf.sections[0].bytes[0x1F] = 0x7F
    try expect("elf-malformed", "0x101C in .text", elf, hasFix: false)
  }

  /// A name, the next level, the entry with the data's place.
  @Test(arguments: [0x12, 0x16, 0x46]) func resourcesThatPointOutside(offset: Int) throws {
    var elf = TinyELF.x64
    elf.sections[4].bytes[offset] = 0x7F
    try expect("elf-malformed", "HII resources at 0x", elf, hasFix: false)
  }

  /// More rows than there is room for, none of them HII's.
  @Test func resourcesWithTooManyRows() throws {
    var elf = TinyELF.x64
    elf.sections[4].bytes[0x0D] = 0x7F
    elf.sections[4].bytes[0x4A] = 0x58
    try expect("elf-malformed", "HII resources at 0x", elf, hasFix: false)
  }

  @Test func resourcesThatEndInTheirHead() throws {
    var elf = TinyELF.x64
    elf.sections[4].bytes = [1, 2, 3]
    try expect("elf-malformed", "HII resources at 0x", elf, hasFix: false)
  }

  // MARK: acpi-table-malformed

  private func table(_ signature: String, length: UInt32, revision: UInt8) -> ELFBuilder {
    var elf = TinyELF.acpi
    elf.sections[0].bytes =
      Array(signature.utf8) + ELFBuilder.word(UInt64(length), 4) + [revision]
      + [UInt8](repeating: 0, count: 60)
    return elf
  }

  /// GenFw.c, `CheckAcpiTable`.
  @Test func tablesThatAreNotWhatTheySay() throws {
    for (signature, length, revision, words) in [
      ("SSDT", UInt32(0x1000), UInt8(1), "invalid length of 4096 bytes"), ("FACP", 100, 1, "100 bytes"),
      ("FACP", 243, 3, "243 bytes"), ("FACP", 60, 0, "invalid revision 0"),
      ("FACP", 60, 2, "invalid revision 2"),
      ("FACS", 63, 0, "63 bytes"), ("DSDT", 36, 2, "36 bytes"), ("APIC", 44, 2, "44 bytes"),
      ("APIC", 60, 0, "invalid revision 0"), ("MCFG", 44, 1, "44 bytes"),
      ("MCFG", 60, 0, "invalid revision 0"),
    ] {
      try expect(
        "acpi-table-malformed", words, table(signature, length: length, revision: revision), asTable: true,
        hasFix: false)
    }
    for (signature, length, revision) in [
      ("SSDT", UInt32(44), UInt8(1)), ("FACS", 64, 0), ("DSDT", 37, 2), ("APIC", 45, 2), ("MCFG", 45, 1),
      ("FACP", 60, 5),
    ] {
      #expect(throws: Unexpected.self) {
        try diagnostic(table(signature, length: length, revision: revision).bytes(), asTable: true)
      }
    }
  }

  @Test func noTableAtAll() throws {
    var elf = TinyELF.x64
    elf.sections.removeAll { $0.flags & 1 != 0 }
    elf.sections[0].relocations = []
    try expect("acpi-table-malformed", "no ACPI table", elf, asTable: true, hasFix: false)
  }
}
