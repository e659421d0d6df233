import TestSupport
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

  /// edk2's VirtualRealTimeClockLib asks for the time of the build so. What sh makes of the words is what it makes
  /// of the option itself.
  @Test(arguments: [
    ("-DEPOCH=`printenv NOTHING || echo 77` -x", "-DEPOCH=77|-x|"),
    (#""-DX=a `echo b`" '`c`'"#, "-DX=a b|`c`|"),
    (#"`echo $((1 + 2))`"#, "3|"), ("a` b", "a`|b|"),
  ])
  func commandsInBackquotesAreLeftToTheShell(text: String, output: String) throws {
    let words = ShellWords.split(text).map(ShellWords.quoted).joined(separator: " ")
    let run = try Program.run("/bin/sh", ["-c", "printf '%s|' \(words)"], in: "/", seconds: 20)
    #expect(run.output == output)
  }

  @Test func commandsAreShownInBackquotes() {
    #expect(ShellWords.split("-DEPOCH=`date +%s`").map(ShellWords.readable) == ["-DEPOCH=`date +%s`"])
  }
}
