import Diagnostics
import ObjectFormats
import TestSupport
import Testing

@Suite struct MalformedImageTests {
  @Test func offsetsAreThoseOfTheSlice() {
    let padded = Array(repeating: UInt8(0), count: 16) + TinyImage.pe
    #expect(throws: ObjectError.badSignature(offset: 15, found: 0x0045_5000)) {
      try PEImage(parsing: padded[15...])
    }
  }

  @Test(arguments: 0..<0x148) func everyCutInTheHeadersIsFound(length: Int) {
    #expect(throws: ObjectError.self) { try ExecutableImage(parsing: TinyImage.pe.prefix(length)) }
  }

  /// No byte may bring the reader down, whatever it says.
  @Test func noByteTraps() {
    for whole in [TinyImage.pe, TinyImage.te] {
      for offset in whole.indices {
        for byte: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
          var image = whole
          image[offset] = byte
          survive(image)
        }
      }
    }
  }

  /// A `.reloc` section that starts at 0 would take the headers along.
  @Test func strippingKeepsTheHeaders() throws {
    // Of 416 bytes in all, at offset 0.
    let pe = TinyImage.pe(changing: [0x130: 0xA0, 0x131: 1, 0x134: 0, 0x135: 0])
    #expect(try PEImage(parsing: pe[...]).strippingRelocations() == pe)
  }

  private func survive(_ bytes: [UInt8]) {
    guard let image = try? ExecutableImage(parsing: bytes[...]) else { return }
    _ = image.codeView
    _ = image.sizeInMemory
    _ = image.automaticAlignment
    _ = try? image.placed(at: 0xFFFF_FFFF_FFFF_FFF0)
    _ = try? image.rebased(to: 0)
    switch image {
    case .pe(let image):
      _ = try? image.terse()
      _ = image.strippingRelocations()
    case .te(let image): _ = image.strippingRelocations()
    }
  }

  @Test(arguments: [
    // HIGHADJ, which edk2 refuses; MOV32T on a machine that has no such instruction.
    ([0x189: 0x41], ObjectError.unsupportedRelocation(offset: 0x188, type: 4)),
    ([4: 0x4C], ObjectError.unsupportedRelocation(offset: 0x18E, type: 7)),
    // A block of 7 bytes, one that ends beyond the directory, one that names a page outside.
    ([0x184: 7], ObjectError.badRelocationBlock(offset: 0x180, size: 7)),
    ([0x184: 18], ObjectError.badRelocationBlock(offset: 0x180, size: 18)),
    ([0x181: 0x10], ObjectError.addressOutsideSections(offset: 0x188, rva: 0x1160)),
    ([0xA1: 0x10], ObjectError.addressOutsideSections(offset: 0, rva: 0x1080)),
  ])
  func badRelocationsSayWhere(changes: [Int: UInt8], error: ObjectError) throws {
    let image = try PEImage(parsing: TinyImage.pe(changing: changes)[...])
    #expect(throws: error) { try image.rebased(to: 0x2000_0000) }
  }

  @Test(arguments: [
    ([0x39: 0x10], ObjectError.notExecuteInPlace(sectionAlignment: 0x1020, fileAlignment: 32)),
    ([5: 0x77], ObjectError.unsupportedMachine(Machine(rawValue: 0x77C0))),
    ([0x5C: 3], ObjectError.unsupportedSubsystem(Subsystem(rawValue: 3))),
  ])
  func whatGenFvRefusesInPlace(changes: [Int: UInt8], error: ObjectError) throws {
    let image = try ExecutableImage(parsing: TinyImage.pe(changing: changes)[...])
    #expect(throws: error) { try image.placed(at: TinyImage.address) }
  }

  @Test func aNarrowImageStaysBelow4GiB() throws {
    let image = try PEImage(parsing: TinyImage.pe[...])
    #expect(throws: ObjectError.imageBaseTooLarge(0x1_0000_0000)) { try image.rebased(to: 0x1_0000_0000) }
  }

  @Test func diagnosticsNameModuleAndRemedy() {
    let diagnostic = Diagnostic.executableImage(
      .notExecuteInPlace(sectionAlignment: 4096, fileAlignment: 32), module: "PeiCore",
      at: .file("PeiCore.efi"))
    #expect(diagnostic.code == "image-not-in-place")
    #expect(
      diagnostic.message
        == "PeiCore: it cannot execute in place: section alignment 0x1000 differs from file alignment 0x20")
    #expect(diagnostic.fix?.contains("common-page-size") == true)
  }
}
