import Diagnostics
import TestSupport
import Testing

@Suite struct DiagnosticRendererTests {
  let outer = SourceFile(path: "a.dsc", bytes: Array("[Defines]\n!include b.inc\n".utf8))

  @Test func caretStandsUnderTheRangeAndTheIncludeStackFollows() {
    let inner = SourceFile(
      path: "b.inc", bytes: Array("x\r\n\tFoo = $(BAR)\r\n".utf8), includedFrom: SourceRange(outer, 10..<18))
    let diagnostic = Diagnostic(
      "macro-undefined", at: .source(SourceRange(inner, 10..<16)), "macro 'BAR' has no value",
      notes: [.init("used here first", at: .image(path: "x.fd", offsets: [0x84, 0x10]))], fix: "define it")
    #expect(
      DiagnosticRenderer(usesColour: false).render(diagnostic) == """
        b.inc:2:8: error: macro 'BAR' has no value [macro-undefined]
           2 | \tFoo = $(BAR)
             | \t      ^~~~~~
          included from a.dsc:2:1
          note: used here first: x.fd:0x84>0x10
          fix: define it

        """)
  }

  @Test func theSameThingIsSaidOnce() {
    var list = DiagnosticList()
    for _ in 0..<2 { list.add(Diagnostic("x", .warning, at: .commandLine, "y")) }
    #expect(list.all.count == 1)
    #expect(!list.hasErrors)
  }

  /// Of a line of JSON with kilobytes the front is enough.
  @Test func aLongLineIsCut() {
    let file = SourceFile(path: "h", bytes: Array(repeating: UInt8(ascii: "x"), count: 5000))
    let drawn = DiagnosticRenderer(usesColour: false).render(
      Diagnostic("c", at: .source(SourceRange(file, 0..<1)), "m"))
    #expect(drawn.split(separator: "\n").dropFirst().first == "   1 | \(String(repeating: "x", count: 200))…")
  }
}
