import Foundation
import Testing

@testable import ObjectFormats

/// Symbols of linked files, against readelf.
@Suite struct SymbolTests {
  @Test(arguments: CompiledModule.Target.allCases)
  func symbolsAreAsReadelfHasThem(target: CompiledModule.Target) throws {
    let module = try CompiledModule(target)
    let elf = try ELFImage(parsing: try module.linked(at: 0)[...])
    let table = try #require(elf.sections.first { $0.kind == .symbolTable })
    let symbols = try elf.symbols(in: table)
    let kinds: [ELFImage.Symbol.Kind: String] = [
      .unspecified: "NOTYPE", .object: "OBJECT", .function: "FUNC", .section: "SECTION", .file: "FILE",
    ]
    // Num: Value Size Type Bind Vis Ndx Name, of the symbol table; a dynamic one comes before.
    let text = try module.readelf(["-s"])
    let lines = try #require(text.components(separatedBy: "Symbol table '.symtab'").last).split(
      separator: "\n")
    var count = 0
    for line in lines {
      let words = line.split(separator: " ")
      guard words.count >= 7, words[0].hasSuffix(":"), let index = Int(words[0].dropLast()) else { continue }
      let symbol = symbols[index]
      count += 1
      #expect(UInt64(words[1], radix: 16) == symbol.value)
      let size = words[2].hasPrefix("0x") ? UInt64(words[2].dropFirst(2), radix: 16) : UInt64(words[2])
      #expect(size == symbol.size)
      #expect(kinds[symbol.kind] == String(words[3]), "\(line)")
      #expect((words[4] == "LOCAL") == symbol.isLocal, "\(line)")
    }
    #expect(count == symbols.count && count > 10)
  }

  /// The numbers are those of the ABIs; what the converter carries over has a field.
  @Test func fieldsOfRelocations() throws {
    func field(_ machine: ELFImage.Machine, _ kind: UInt32) -> RelocationField? {
      RelocationField(machine, kind: kind)
    }
    // R_X86_64_64, PC32, PLT32, GOTPCREL, 32, PC64, GOTPCRELX, REX_GOTPCRELX.
    #expect([1, 2, 4, 9, 10, 24, 41, 42].map { field(.x64, $0)?.width } == [8, 4, 4, 4, 4, 8, 4, 4])
    #expect(field(.x64, 1)?.mask == .max && field(.x64, 2)?.mask == 0xFFFF_FFFF)
    #expect(field(.x64, 0) == nil && field(.x64, 8) == nil && field(.ia32, 0) == nil)
    #expect(field(.ia32, 1)?.form == .address && field(.ia32, 2)?.form == .distance)
    // CALL26 and JUMP26: 26 bits; ADD_ABS_LO12_NC: bits 10 to 21; CONDBR19: bits 5 to 23.
    #expect(field(.aarch64, 283)?.mask == 0x03FF_FFFF && field(.aarch64, 282)?.mask == 0x03FF_FFFF)
    #expect(field(.aarch64, 277)?.mask == 0x003F_FC00 && field(.aarch64, 280)?.mask == 0x00FF_FFE0)
    #expect(field(.arm, 28)?.mask == 0x00FF_FFFF && field(.arm, 40) == nil)
    #expect(field(ELFImage.Machine(rawValue: 8), 1) == nil)
  }

  /// The bits in which two instructions differ that GNU as makes with the immediates 0 and −1: for RISC-V LUI, ADDI, SW, JAL, BEQ, C.BEQZ and C.J, for LoongArch PCALAU12I, ADDI.D, B, BEQZ and BEQ.
  @Test func fieldsOfRelocationsInInstructions() {
    func mask(_ machine: ELFImage.Machine, _ kind: UInt32) -> UInt64? {
      RelocationField(machine, kind: kind)?.mask
    }
    #expect(
      [26, 27, 28, 17, 16].map { mask(.riscv, $0) } == [
        0xFFFF_F000, 0xFFF0_0000, 0xFE00_0F80, 0xFFFF_F000, 0xFE00_0F80,
      ])
    #expect(mask(.riscv, 44) == 0xDD7D ^ 0xC101 && mask(.riscv, 45) == 0xBFFD ^ 0xA001)
    // CALL_PLT: AUIPC and JALR.
    #expect(mask(.riscv, 19) == 0xFFF0_0000_FFFF_F000)
    #expect(
      [71, 72, 66, 65, 64].map { mask(.loongArch, $0) } == [
        0x01FF_FFE0, 0x003F_FC00, 0x03FF_FFFF, 0x03FF_FC1F, 0x03FF_FC00,
      ])
    // RELAX, NONE and what only marks an instruction change nothing.
    #expect(mask(.riscv, 51) == nil && mask(.loongArch, 100) == nil && mask(.loongArch, 20) == nil)
  }
}
