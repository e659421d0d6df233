import Manifests
import Testing

/// Escape sequences of C (C17, 6.4.4.4).
@Suite struct CEscapeTests {
  @Test(arguments: [
    (#"a\nb"#, "a\nb"), (#"\t\r\0"#, "\t\r\0"), (#"\\n"#, #"\n"#), (#"\"\'"#, "\"'"), (#"\x41B"#, "AB"),
    (#"\xFF"#, "\u{FF}"), ("plain", "plain"), ("", ""),
  ])
  func anEscapeIsItsCharacter(text: String, expected: String) {
    #expect(text.resolvingCEscapes == expected)
  }

  @Test(arguments: [#"a\q"#, #"\"#, #"\xZZ"#])
  func aBackslashBeforeAnythingElseStays(text: String) {
    #expect(text.resolvingCEscapes == text)
  }
}
