import Testing

@testable import BuildGraph

@Suite struct ShellWordsTests {
  /// What `printf '%s\n'` of dash 0.5.12 shows for each.
  @Test(arguments: [
    (#"-a  -b"#, ["-a", "-b"]),
    (#""-DEFIAPI=__attribute__((ms_abi))" -x"#, ["-DEFIAPI=__attribute__((ms_abi))", "-x"]),
    (#"-DNAME=\"text\" 'a b'c"#, [#"-DNAME="text""#, "a bc"]),
    (#""a\b\"c\\" ''"#, [#"a\b"c\"#, ""]),
    ("", []),
  ])
  func wordsAreReadAsTheShellReadsThem(text: String, words: [String]) {
    #expect(ShellWords.split(text) == words)
  }

  @Test(arguments: ["plain", "", "a b", "it's", #"a"b\c$d`e"#, "'", "(ms_abi)", "a;b&c|d"])
  func quotedWordsComeBack(word: String) {
    #expect(ShellWords.split(ShellWords.quoted(word)) == [word])
  }

  /// A macro's value stays one word, in whatever alphabet.
  @Test(arguments: ["/a b", "/it's", "/höme/者", "/$x`y"])
  func protectedTextIsOneWord(text: String) {
    let option = "-Wl,--script=" + String(decoding: ShellWords.protected(text), as: UTF8.self) + "/x -y"
    #expect(ShellWords.split(option) == ["-Wl,--script=\(text)/x", "-y"])
  }
}
