import Diagnostics
import TestSupport
import Testing

/// Nothing that comes from a file or a program talks to the terminal.
@Suite struct TerminalTextTests {
  private func render(_ diagnostic: Diagnostic, colour: Bool = false) -> String {
    DiagnosticRenderer(usesColour: colour).render(diagnostic)
  }

  @Test func anEscapeSequenceInAMessageIsNone() {
    let text = render(Diagnostic("test", at: .commandLine, "module '\u{1B}]0;owned\u{07}'"))
    #expect(text == "error: module '\u{FFFD}]0;owned\u{FFFD}' [test]\n")
  }

  @Test func aMessageIsOneLine() {
    let text = render(Diagnostic("test", at: .commandLine, "first\nerror: second\r\nthird"))
    #expect(text == "error: first error: second third [test]\n")
  }

  @Test func pathsNotesAndFixesAreHeldToItToo() {
    let text = render(
      Diagnostic(
        "test", at: .file("a\u{1B}b"), "m", notes: [.init("n\u{9B}1m", at: .file("c\u{08}"))], fix: "f\u{7F}")
    )
    #expect(text == "a\u{FFFD}b: error: m [test]\n  note: n\u{FFFD}1m: c\u{FFFD}\n  fix: f\u{FFFD}\n")
  }

  @Test func theDirectionOfTextStays() {
    let text = render(Diagnostic("test", at: .commandLine, "a\u{202E}b\u{2066}c"))
    #expect(text == "error: a\u{FFFD}b\u{FFFD}c [test]\n")
  }

  @Test func aLineOfASourceKeepsItsColumns() {
    let file = SourceFile(path: "x.dsc", bytes: Array("\ta\u{1B}b".utf8))
    let text = render(Diagnostic("test", at: .source(SourceRange(file, 3..<4)), "m"))
    #expect(text == "x.dsc:1:4: error: m [test]\n   1 | \ta\u{FFFD}b\n     | \t  ^\n")
  }

  @Test func aTranscriptKeepsItsLines() {
    let text = render(Diagnostic("test", at: .commandLine, "m", transcript: "one\n\ttwo\u{1B}[31m\n"))
    #expect(text == "error: m [test]\none\n\ttwo\u{FFFD}[31m\n")
  }

  @Test func coloursOfATranscriptStayOnATerminalAndNothingElseDoes() {
    let text = render(
      Diagnostic(
        "test", at: .commandLine, "m", transcript: "\u{1B}[1;31mred\u{1B}[0m\u{1B}[2J\u{1B}]0;x\u{07}"),
      colour: true)
    #expect(text.contains("\u{1B}[1;31mred\u{1B}[0m\u{FFFD}[2J\u{FFFD}]0;x\u{FFFD}\n"))
  }

  @Test(arguments: ["plain", "größer → “quoted” ✓", "tab\there"]) func otherTextIsLeftAlone(text: String) {
    #expect(text.inOneLine == text)
  }
}
