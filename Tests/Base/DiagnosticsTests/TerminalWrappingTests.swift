import Diagnostics
import Testing

/// Lines for a terminal that is narrower than they are.
@Suite struct TerminalWrappingTests {
  @Test func shortLinesStay() {
    #expect("a  b\n\n  c\n".wrapped(to: 20) == "a  b\n\n  c\n")
    #expect(String(repeating: "x", count: 20).wrapped(to: 20) == String(repeating: "x", count: 20))
  }

  @Test func longLinesBreakAtBlanks() {
    #expect("  aaaa bbbb cccc dddd eeee".wrapped(to: 20) == "  aaaa bbbb cccc\n      dddd eeee")
  }

  @Test func pathsBreakAfterASlash() {
    #expect(
      "OvmfPkg/PlatformPei/PlatformPei.inf".wrapped(to: 24) == "OvmfPkg/PlatformPei/\n    PlatformPei.inf")
  }

  @Test(arguments: [20, 33, 80]) func noLineIsLongerAndNoWordIsLost(width: Int) {
    let text = (1...60).map {
      String(repeating: " ", count: $0 % 30) + "w\($0)/" + String(repeating: "y", count: $0)
    }
    .joined(separator: "  ")
    let wrapped = text.wrapped(to: width)
    #expect(wrapped.split(separator: "\n").allSatisfy { $0.count <= width })
    #expect(wrapped.filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
  }
}
