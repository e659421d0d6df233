import ObjectFormats
import TestSupport
import Testing
import Vocabulary

/// Offsets and values of headers are those of Linux's `arch/arm64/booting.rst` and `arch/arm/boot/compressed/head.S`.
@Suite struct LoadedProgramTests {
  private func image(_ magic: [UInt8], at offset: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 64)
    bytes.replaceSubrange(offset..<offset + magic.count, with: magic)
    return bytes
  }

  @Test func kernelsForArmAreRecognised() {
    let arm64 = ArmImageHeader(parsing: image(Array("ARM\u{64}".utf8), at: 0x38)[...])
    #expect(arm64?.architecture == .aarch64)
    let arm = ArmImageHeader(parsing: image([0x18, 0x28, 0x6F, 0x01], at: 0x24)[...])
    #expect(arm?.architecture == .arm)
  }

  @Test(arguments: [0, 0x24, 0x38, 0x3B, 64])
  func othersAreNot(count: Int) {
    #expect(ArmImageHeader(parsing: [UInt8](repeating: 0, count: count)[...]) == nil)
  }

  @Test func aSliceIsReadFromItsStart() {
    let bytes = [0, 0, 0] + image(Array("ARM\u{64}".utf8), at: 0x38)
    #expect(ArmImageHeader(parsing: bytes[3...])?.architecture == .aarch64)
    #expect(ArmImageHeader(parsing: bytes[...]) == nil)
  }

  /// As readelf reads it.
  @Test func aProgramOfOneSegment() throws {
    let readelf = try Provided.program("/usr/bin/readelf")
    let scratch = try Scratch()
    let program = LoadedProgram([1, 2, 3, 4, 5], for: .riscv64, at: 0x2000_0000)
    let path = try scratch.write("program.elf", try #require(program.bytes))
    let read = try Program.run(readelf, ["--file-header", "--program-headers", "--wide", path])
    #expect(read.status == 0, "\(read.errors)")
    let lines = read.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(read.errors.isEmpty)
    for line in [
      "Class: ELF64", "Data: 2's complement, little endian", "Machine: RISC-V",
      "Type: EXEC (Executable file)",
      "Entry point address: 0x20000000",
      "LOAD 0x000078 0x0000000020000000 0x0000000020000000 0x000005 0x000005 RWE 0x1",
    ] {
      #expect(lines.contains(line), "\(read.output)")
    }
    #expect(Array(try scratch.bytes("program.elf").suffix(5)) == [1, 2, 3, 4, 5])
  }

  @Test func byteCodeHasNoELF() {
    #expect(LoadedProgram([], for: .ebc, at: 0).bytes == nil)
  }
}
