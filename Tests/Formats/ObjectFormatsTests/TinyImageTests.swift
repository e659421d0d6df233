import ObjectFormats
import TestSupport
import Testing

@Suite struct TinyImageTests {
  @Test func rebasesAsGenFvDoes() throws {
    let moved = try ExecutableImage(parsing: TinyImage.pe[...]).placed(at: TinyImage.address)
    var expected = TinyImage.pe
    expected[4] = 0xC2
    expected.replaceSubrange(0x34..<0x38, with: [0x64, 0x80, 0x67, 0xA5])
    expected.replaceSubrange(0x160..<0x170, with: TinyImage.code)
    #expect(moved == expected)
  }

  @Test func becomesTerseAsGenFwMakesIt() throws {
    #expect(try PEImage(parsing: TinyImage.pe[...]).terse() == TinyImage.te)
  }

  /// A TE image is moved to where its PE image would be: code and base are those of the PE image.
  @Test func terseImageMovesLikeItsOriginal() throws {
    let image = try TEImage(parsing: TinyImage.te[...])
    #expect(image.bias == 40 - 248)
    let address = TinyImage.address + 248 - 40
    #expect(ExecutableImage.te(image).base(whenAt: address) == TinyImage.address)
    let moved = try ExecutableImage.te(image).placed(at: address)
    #expect(moved[16..<24] == [0x64, 0x80, 0x67, 0xA5, 0, 0, 0, 0])
    #expect(Array(moved[144..<160]) == TinyImage.code)
  }

  @Test func strippedImageIsThatOfGenFwAndStaysWhereItIs() throws {
    let stripped = try PEImage(parsing: TinyImage.pe[...]).strippingRelocations()
    #expect(stripped == Array(TinyImage.pe(changing: TinyImage.stripped).prefix(384)))
    let image = try PEImage(parsing: stripped[...])
    #expect(image.isFixed)
    #expect(image.directory(.baseRelocation) == nil)
    #expect(try image.rebased(to: 0x1000_0000) == stripped)
    #expect(throws: ObjectError.relocationsStripped(imageBase: 0x1000_0000)) { try image.rebased(to: 0) }
  }

  /// Rebasing before stripping, for TE too, gives what GenFv makes with the original beside it.
  @Test func strippedTerseImageHasNoRelocations() throws {
    let pe = try PEImage(parsing: TinyImage.pe[...])
    let te = try TEImage(parsing: PEImage(parsing: pe.strippingRelocations()[...]).terse()[...])
    #expect(te.isFixed)
    #expect(try TEImage(parsing: TinyImage.te[...]).strippingRelocations() == Array(te.bytes))
  }

  @Test func imageThatRunsAnywhereSaysSoInTE() throws {
    // No relocation directory, and still not marked as stripped.
    let pe = try PEImage(parsing: TinyImage.pe(changing: [0xA0: 0, 0xA1: 0, 0xA4: 0])[...])
    let te = try TEImage(parsing: pe.terse()[...])
    #expect(!te.isFixed)
    #expect(te.baseRelocations == DataDirectory(virtualAddress: 0x1A0 - 8, size: 0))
    #expect(try te.relocations().isEmpty)
    #expect(try TEImage(parsing: te.rebased(to: 0x5000)[...]).imageBase == 0x5000)
  }

  @Test func paddingBehindTheVirtualSizeIsCleared() throws {
    let image = try PEImage(parsing: TinyImage.pe(changing: [0x19F: 0x55])[...])
    #expect(try image.rebased(to: 0x2000_0000)[0x19F] == 0)
  }

  @Test func alignmentForAutoIsThatOfSections() throws {
    #expect(try ExecutableImage(parsing: TinyImage.pe[...]).automaticAlignment == 32)
    #expect(try ExecutableImage(parsing: TinyImage.te[...]).automaticAlignment == 4096)
  }

  @Test func codeViewNamesTheSymbols() throws {
    // The directory goes over the code, what it points to over the relocations.
    var image = TinyImage.pe
    image.replaceSubrange(0xA8..<0xB0, with: [0x60, 1, 0, 0, 28, 0, 0, 0])
    // Type 2, 28 bytes of data at 0x180.
    image.replaceSubrange(
      0x160..<0x17C, with: TinyImage.bytes("000000000000000000000000020000001c0000008001000080010000"))
    image.replaceSubrange(
      0x180..<0x1A0,
      with: Array("NB10".utf8) + Array(repeating: 0, count: 12) + Array("a/b.dll\0xxxxyyyy".utf8))
    let codeView = try #require(try PEImage(parsing: image[...]).codeView)
    #expect(codeView.format == .nb10)
    #expect(codeView.path == "a/b.dll")
    #expect(codeView.size == 28)
    image.replaceSubrange(0x180..<0x184, with: Array("XXXX".utf8))
    #expect(try PEImage(parsing: image[...]).codeView == nil)
  }
}
