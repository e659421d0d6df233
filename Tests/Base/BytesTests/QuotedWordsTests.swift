import Bytes
import Testing

/// Expectations are what Python's `shlex.split` gives.
@Suite struct QuotedWordsTests {
  @Test(arguments: [
    ("a  b\tc", ["a", "b", "c"]), ("'a b' c", ["a b", "c"]), (#""a b"c"#, ["a bc"]), (#"a\ b"#, ["a b"]),
    (#"'a\b'"#, [#"a\b"#]), (#""a\"b""#, [#"a"b"#]), (#""a\nb""#, [#"a\nb"#]), ("''", [""]), ("", []),
    ("Å 'ö ü'", ["Å", "ö ü"]),
  ])
  func words(text: String, words: [String]) {
    #expect(QuotedWords.split(text) == words)
  }

  @Test(arguments: ["'a", #""a"#, #"a\"#])
  func whatIsNotClosed(text: String) {
    #expect(QuotedWords.split(text) == nil)
  }
}
