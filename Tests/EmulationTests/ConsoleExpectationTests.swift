import Emulation
import Testing

@Suite struct ConsoleExpectationTests {
  /// What Debian's OVMF 2022.11 wrote to the serial port of QEMU 7.2, up to the shell's countdown.
  private static let console = Array(
    ("\u{1B}[2J\u{1B}[01;01H\u{1B}[=3h\u{1B}[2J\u{1B}[01;01H\u{1B}[2J\u{1B}[01;01H\u{1B}[=3h"
      + "\u{1B}[2J\u{1B}[01;01HBdsDxe: starting Boot0001 \"EFI Internal Shell\"\r\n"
      + "\u{1B}[2J\u{1B}[01;01H\u{1B}[01;01HUEFI Interactive Shell v2.2\r\nEDK II\r\n"
      + "UEFI v2.70 (EDK II, 0x00010000)\r\n\u{1B}[1m\u{1B}[33m\u{1B}[40mMapping table\u{1B}[0m\u{1B}[37m"
      + "\u{1B}[40m\r\n\u{1B}[04;01H\u{1B}[1m\u{1B}[37m\u{1B}[40mmap\u{1B}[0m\u{1B}[37m\u{1B}[40m: No mapping"
      + " found.\r\n\u{1B}[05;01HPress \u{1B}[1m\u{1B}[37m\u{1B}[40mESC\u{1B}[0m\u{1B}[37m\u{1B}[40m in 5 seconds"
      + "\u{1B}[05;01HPress \u{1B}[1m\u{1B}[37m\u{1B}[40mESC\u{1B}[0m\u{1B}[37m\u{1B}[40m in 4 seconds").utf8)

  private static let lines = [
    "BdsDxe: starting Boot0001 \"EFI Internal Shell\"", "UEFI Interactive Shell v2.2", "EDK II",
    "UEFI v2.70 (EDK II, 0x00010000)", "Mapping table", "map: No mapping found.", "Press ESC in 5 seconds",
    "Press ESC in 4 seconds",
  ]

  @Test(arguments: 1...9) func readsTheSameHoweverItIsCut(chunk: Int) {
    var expectation = ConsoleExpectation("UEFI Interactive Shell")
    var rest = Self.console[...]
    while !rest.isEmpty {
      expectation.read(rest.prefix(chunk))
      rest = rest.dropFirst(chunk)
    }
    #expect(expectation.verdict == .matched)
    #expect(expectation.lastLines == Self.lines)
  }

  @Test func matchesWithTheLastByteAndNotBefore() {
    var expectation = ConsoleExpectation("map: No mapping")
    let before = Self.console.prefix { $0 != UInt8(ascii: "N") }
    #expect(expectation.read(before) == .notYet)
    #expect(expectation.read("No mappin".utf8) == .notYet)
    #expect(expectation.read("g".utf8) == .matched)
    #expect(expectation.read("\r\nanything".utf8) == .matched)
  }

  /// A matcher that starts anew at every mismatch misses these.
  @Test(arguments: [("aab", "aaab"), ("abab!", "ababab!"), ("Shell> ", "ShellShell> "), ("", "")])
  func overlappingStarts(text: String, console: String) {
    var expectation = ConsoleExpectation(text)
    #expect(expectation.read(console.utf8) == .matched)
  }

  @Test func aTextDoesNotReachOverALineEndUnlessItSaysSo() {
    var plain = ConsoleExpectation("EDK II")
    #expect(plain.read("EDK\r\n II".utf8) == .notYet)
    var two = ConsoleExpectation("one\ntwo")
    #expect(two.read("one\r\ntwo".utf8) == .matched)
  }

  @Test func onlyTheLastLinesAreKept() {
    var expectation = ConsoleExpectation("never", keeping: 3)
    for number in 1...100 { expectation.read("line \(number)\r\n".utf8) }
    #expect(expectation.lastLines == ["line 98", "line 99", "line 100"])
    expectation.read("half".utf8)
    #expect(expectation.lastLines == ["line 99", "line 100", "half"])
    #expect(expectation.verdict == .notYet)
  }

  @Test func titlesAndCharacterSetsAreNoText() {
    var expectation = ConsoleExpectation("ab")
    expectation.read("\u{1B}]0;title\u{07}a\u{1B}(B\u{1B}P1$r\u{1B}\\\u{00}b\u{1B}7".utf8)
    #expect(expectation.verdict == .matched)
    #expect(expectation.lastLines == ["ab"])
  }

  @Test func endlessLinesAreFolded() {
    var expectation = ConsoleExpectation("xy", keeping: 2)
    expectation.read(Array(repeating: UInt8(ascii: "x"), count: 10_000))
    #expect(expectation.lastLines.allSatisfy { $0.utf8.count <= 512 })
    #expect(expectation.read("y".utf8) == .matched)
  }
}
