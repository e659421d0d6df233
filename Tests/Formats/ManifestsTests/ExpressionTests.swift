import Bytes
import Diagnostics
import Manifests
import TestSupport
import Testing

/// Expectations are what edk2-stable202211's ValueExpression gives for the same text.
@Suite struct ExpressionTests {
  func evaluate(
    _ text: String, macros: [String: String] = [:], pcds: [String: String] = [:]
  ) -> (value: ExpressionValue?, diagnostics: [Diagnostic]) {
    let file = SourceFile(path: "a.dsc", bytes: Array(text.utf8))
    let environment = ExpressionEnvironment(
      macro: { macros[$0] }, pcd: { pcds[$0] },
      guid: { $0 == "gKnown" ? GUID("8BE4DF61-93CA-11D2-AA0D-00E098032B8C") : nil })
    var diagnostics = DiagnosticList()
    let value = environment.evaluate(
      Located(text, at: SourceRange(file, 0..<text.utf8.count)), diagnostics: &diagnostics)
    return (value, diagnostics.all)
  }

  @Test(arguments: [
    ("0x10 + 2 * 3", 22), ("(0x10 + 2) * 3", 54), ("7 / 2", 3), ("0 - 7 / 2", -3), ("(0 - 7) / 2", -4),
    ("(0 - 7) % 3", 2), ("1 << 4 | 1", 17), ("0xF0 >> 4 & 0x6", 6), ("~0", -1), ("5 ^ 1", 4), ("5 XOR 1", 4),
    ("TRUE ? 1 : 2", 1), ("0 ? 1 : 0 ? 2 : 3", 3), ("010", 10), ("TRUE + 1", 2), ("UINT16(0x1234)", 0x1234),
    ("10 - 3 - 2", 5), ("2 + 3 << 1", 10), ("-1 + 3", 2), ("0xFFFFFFFFFFFFFFFF + 1", 1 << 64),
  ])
  func numbers(_ text: String, _ expected: Int128) {
    #expect(evaluate(text).value == .number(expected))
  }

  @Test(arguments: [
    ("1 == 1", true), ("TRUE == 1", true), ("2 == TRUE", false), ("NOT FALSE AND TRUE", true),
    ("! 0", true), ("1 GT 2 OR 2 LE 2", true), ("\"a\" == a", true), ("\"a\" < \"b\"", true),
    ("\"X64\" IN \"IA32 X64\"", true), ("\"X6\" in \"IA32 X64\"", false), ("\"IA32\" NOT IN \"X64\"", true),
    ("\"IA32\" not in \"X64\"", true), ("1 EQ 1 && 2 NE 3", true), ("TRUE XOR TRUE", false), ("1 or 0", true),
    ("'a' == \"a\"", false), ("L\"a\" == L\"a\"", true), ("true == True", true), ("3 < 10", true),
    ("8BE4DF61-93CA-11D2-AA0D-00E098032B8C == 8be4df61-93ca-11d2-aa0d-00e098032b8c", true),
    (
      "{0x8be4df61, 0x93ca, 0x11d2, {0xaa, 0x0d, 0x00, 0xe0, 0x98, 0x03, 0x2b, 0x8c}} == 8BE4DF61-93CA-11D2-AA0D-00E098032B8C",
      true
    ),
    ("{0x01, 0x02} == {0x01,0x02}", true), ("1 == 1 == TRUE", true), ("1 | 2 == 2", true),
  ])
  func booleans(_ text: String, _ expected: Bool) {
    let value = evaluate(text).value
    #expect(value?.isTrue == expected, "\(text)")
  }

  /// A string never equals a number; edk2 calls it suspicious and goes on.
  @Test func stringsAndNumbersDoNotCompare() {
    let result = evaluate("\"1\" == 1")
    #expect(result.value == .boolean(false))
    #expect(result.diagnostics.map(\.code) == ["expression-suspicious"])
    #expect(evaluate("\"TRUE\" != TRUE").value == .boolean(true))
  }

  @Test(arguments: [
    ("", "expression-malformed"), ("1 +", "expression-malformed"), ("(1", "expression-malformed"),
    ("1 2", "expression-malformed"), ("\"a", "expression-malformed"), ("1 ? 2", "expression-malformed"),
    ("1 NOT 2", "expression-malformed"), ("@", "expression-malformed"), ("FOO(1)", "expression-malformed"),
    ("\"a\" + 1", "expression-type"), ("\"a\" && 1", "expression-type"), ("NOT \"a\"", "expression-type"),
    ("TRUE * 2", "expression-type"), ("\"a\" < 1", "expression-type"), ("L\"a\" == \"a\"", "expression-type"),
    ("1 / 0", "expression-division-by-zero"), ("1 % 0", "expression-division-by-zero"),
    ("1 << 500", "expression-overflow"), ("UINT8(256)", "expression-overflow"),
    ("99999999999999999999999999999999999999999999", "expression-overflow"),
    ("gA.PcdB", "pcd-undefined"), ("TRUE ? 1 : gA.PcdB", "pcd-undefined"), ("GUID(gOther)", "guid-undefined"),
    ("{0x100}", "expression-overflow"),
  ])
  func mistakes(_ text: String, _ code: String) {
    let result = evaluate(text)
    #expect(result.value == nil)
    #expect(result.diagnostics.map(\.code.name) == [code])
  }

  @Test func anErrorPointsAtItsOperand() {
    let result = evaluate("1 + (2 * \"abc\")")
    #expect(result.diagnostics.first.flatMap(pointedAt) == "\"abc\"")
  }

  @Test func macros() {
    #expect(evaluate("$(A) == 0").value == .boolean(true), "an undefined macro is 0")
    #expect(evaluate("$(A) == TRUE", macros: ["A": "TRUE"]).value == .boolean(true))
    #expect(evaluate("$(ARCH) == X64", macros: ["ARCH": "X64"]).value == .boolean(true))
    #expect(
      evaluate("\"X64\" IN $(ARCH)", macros: ["ARCH": "IA32 X64"]).value == .boolean(true),
      "$(ARCH) counts as a string, blanks and all")
    #expect(evaluate("$(A) == \"\"", macros: ["A": ""]).value == .boolean(true))
    #expect(evaluate("$(A) * 2", macros: ["A": "1 + 2"]).value == .number(5), "a macro is text")
    #expect(evaluate("\"$(A)\" == \"x y\"", macros: ["A": "x y"]).value == .boolean(true))
    #expect(evaluate("$(A)", macros: ["A": "$(B)", "B": "7"]).value == .number(7))
    #expect(evaluate("\"a\" IN $(A)", macros: ["A": "a"]).diagnostics.map(\.code) == ["expression-malformed"])
    #expect(
      evaluate("$(A)", macros: ["A": "$(B)", "B": "$(A)"]).diagnostics.map(\.code) == ["macro-endless"])
  }

  @Test func pcds() {
    let pcds = [
      "gA.One": "1", "gA.Two": "gA.One + 1", "gA.Flag": "TRUE", "gA.Loop": "gA.Loop", "gA.S": "\"x\"",
    ]
    #expect(evaluate("gA.Two * 0x10", pcds: pcds).value == .number(32))
    #expect(evaluate("gA.Flag", pcds: pcds).value == .boolean(true))
    #expect(evaluate("gA.S == x", pcds: pcds).value == .boolean(true))
    #expect(evaluate("gA.Loop", pcds: pcds).diagnostics.map(\.code) == ["pcd-endless"])
  }

  /// EDK II DSC Specification, "Byte array": sizes, text with its NUL, GUIDs mixed-endian.
  @Test func arrays() {
    #expect(evaluate("{0x01, UINT16(0x0203), \"ab\", 'c'}").value == .bytes([1, 3, 2, 0x61, 0x62, 0, 0x63]))
    #expect(evaluate("{L\"a\"}").value == .bytes([0x61, 0, 0, 0]))
    #expect(
      evaluate("{GUID(gKnown)}").value
        == .bytes([0x61, 0xDF, 0xE4, 0x8B, 0xCA, 0x93, 0xD2, 0x11, 0xAA, 0x0D, 0, 0xE0, 0x98, 3, 0x2B, 0x8C]))
    #expect(evaluate("{}").value == .bytes([]))
  }

  @Test func hostileDepth() {
    let deep = String(repeating: "(", count: 100_000) + "1" + String(repeating: ")", count: 100_000)
    #expect(evaluate(deep).diagnostics.map(\.code) == ["expression-too-deep"])
    #expect(
      evaluate(String(repeating: "(", count: 100) + "1" + String(repeating: ")", count: 100)).value
        == .number(1))
    #expect(evaluate(String(repeating: "!", count: 10_000) + "1").value == .boolean(true))
    #expect(evaluate("1" + String(repeating: " + 1", count: 20_000)).value == .number(20_001))
    #expect(evaluate(String(repeating: "{", count: 5_000)).diagnostics.map(\.code) == ["expression-too-deep"])
  }
}
