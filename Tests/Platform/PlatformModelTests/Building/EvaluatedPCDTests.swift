import Testing

@testable import PlatformModel

/// Values as edk2 hands them on: literals as written, arrays that it computed in hexadecimal.
@Suite struct EvaluatedPCDTests {
  @Test func aNumberIsWrittenAsItsLiteral() {
    let pcd = EvaluatedPCD(.uint32, 0x80_B000, written: "8433664").written("0x0080B000")
    #expect(pcd.value == .number(0x80_B000))
    #expect(pcd.text == "0x0080B000")
    #expect(pcd.size == 0)
  }

  @Test func anExpressionIsNoLiteral() {
    #expect(EvaluatedPCD(.uint32, 17, written: "17").written("0x10 + 1").text == "17")
  }

  /// edk2 counts the characters between the quotation marks, and does not resolve the backslashes among them.
  @Test func aStringIsMeasuredAsWritten() {
    let pcd = EvaluatedPCD(.pointer, characters: #"a\n"#, isWide: false)
    #expect(pcd.value == .string("a\n"))
    #expect(pcd.literal == #"a\n"#)
    #expect(pcd.text == #""a\n""#)
    #expect(pcd.size == 4)
  }

  @Test func aWideStringHasTwoBytesForEachCharacter() {
    let pcd = EvaluatedPCD(.pointer, characters: "Hi", isWide: true)
    #expect(pcd.text == #"L"Hi""#)
    #expect(pcd.size == 6)
  }

  @Test func bytesAreWrittenInHexadecimal() {
    let pcd = EvaluatedPCD(.pointer, [1, 0xAB])
    #expect(pcd.text == "{0x01, 0xAB}")
    #expect(pcd.elements == ["0x01", "0xAB"])
    #expect(pcd.size == 2)
  }

  @Test func anArrayKeepsItsElementsAsWritten() {
    let pcd = EvaluatedPCD(.pointer, [0, 1, 0xFF]).written("{0x00,0x1 , 0xfF}")
    #expect(pcd.text == "{0x00,0x1 , 0xfF}")
    #expect(pcd.elements == ["0x00", "0x1", "0xfF"])
  }

  @Test func onlyArraysHaveElements() {
    #expect(EvaluatedPCD(.pointer, characters: "a,b", isWide: false).elements == nil)
  }
}
