import Diagnostics
import TestSupport
import Testing
import Vocabulary

@testable import Inspection
@testable import Render
@testable import Sizes

/// What reports know findings and files by.
@Suite struct CheckFindingTests {
  private static let paths = ReportPaths(
    workingFolder: "/ci/kiln/sub", checkout: "/ci/kiln", workspace: "/opt/edk2/")

  private func fingerprints(_ diagnostics: [Diagnostic], in paths: ReportPaths = paths) -> [String] {
    Finding.all(diagnostics, artifact: paths.path(of: "x"), paths: paths).map(\.fingerprint)
  }

  @Test func pathsAreThoseOfTheCheckout() {
    let seen = [
      "a.dsc", "./b/../c.dsc", "../d.fdf", "/ci/kiln", "/ci/kilnx/e", "../../../../opt/edk2/M/f.inf",
    ]
    .map { Self.paths.path(of: $0) }
    #expect(seen.map(\.text) == ["sub/a.dsc", "sub/c.dsc", "d.fdf", ".", "/ci/kilnx/e", "M/f.inf"])
    #expect(seen.map(\.base) == [.checkout, .checkout, .checkout, .checkout, .none, .workspace])
  }

  /// A variable of somebody else's CI does not count.
  @Test func aCheckoutElsewhereIsNone() {
    let paths = ReportPaths(workingFolder: "/work", checkout: "/ci", workspace: ".")
    #expect(paths.path(of: "a").text == "a")
    #expect(paths.path(of: "/ci/a").text == "/ci/a")
  }

  /// RFC 3986: a colon in the first part of a path would make a scheme of it.
  @Test func uris() {
    #expect(ReportPath(text: "a:b/ü ?#%.fd", base: .checkout).uri == "a%3Ab/%C3%BC%20%3F%23%25.fd")
    #expect(ReportPath(text: "/x", base: .none).uri == "file:///x")
  }

  /// Lines move and bytes change from build to build; the line itself and the subject stay.
  @Test func theNextBuildsTroubleIsTheSame() {
    func finding(_ bytes: Int, in text: String) -> Diagnostic {
      let file = SourceFile(path: "p.fdf", bytes: Array(text.utf8))
      let start = text.utf8.count - "[FV.X]".utf8.count
      return Diagnostic(
        "fv-overflow", at: .source(SourceRange(file, start..<start + 1)), about: .volume(VolumeName("X")),
        "X needs \(bytes) bytes")
    }
    #expect(
      fingerprints([finding(4711, in: "[FV.X]")]) == fingerprints([finding(99, in: "# new\n\n  [FV.X]")]))
    #expect(fingerprints([finding(1, in: "[FV.X]")])[0].utf8.count == 16)
  }

  /// Wording may be improved; whoever waived a finding by its fingerprint must not see it again.
  @Test func wordingIsNoPartOfAFingerprint() {
    let old = Diagnostic("a", at: .file("x"), about: .device(DeviceName("D")), "D is no good")
    let new = Diagnostic("a", at: .file("x"), about: .device(DeviceName("D")), "expected a good D")
    #expect(fingerprints([old]) == fingerprints([new]))
  }

  @Test func differentTroubleHasDifferentFingerprints() {
    let four = Diagnostic("a", at: .file("x"), "Tcp4Dxe is gone")
    let six = Diagnostic("a", at: .file("x"), "Tcp6Dxe is gone")
    let elsewhere = Diagnostic("a", at: .file("y"), "Tcp4Dxe is gone")
    let other = Diagnostic("b", at: .file("x"), "Tcp4Dxe is gone")
    #expect(Set(fingerprints([four, six, elsewhere, other, four])).count == 5)
  }

  /// An image outside the checkout lies elsewhere on another machine.
  @Test func fingerprintsKnowNoMachine() {
    let here = fingerprints([Diagnostic("a", at: .file("/home/a/x.fd"), "odd")])
    #expect(here == fingerprints([Diagnostic("a", at: .file("/home/b/x.fd"), "odd")]))
  }

  /// XML 1.0, 2.2: no reference can stand for most control characters, nor for U+FFFE.
  @Test func xml() {
    let text = "<a b=\"c\">&\u{0}\u{8}\t\n\r\u{B}\u{FFFE}]]>"
    #expect(
      XMLText.escaped(text, inAttribute: false)
        == "&lt;a b=\"c\"&gt;&amp;\u{FFFD}\u{FFFD}\t\n&#13;\u{FFFD}\u{FFFD}]]&gt;")
    #expect(XMLText.escaped("\"\n\t", inAttribute: true) == "&quot;&#10;&#9;")
  }

  @Test func numbersInGroups() {
    #expect(
      [0, 7, 999, 1000, -1_048_576, 12_345_678].map(\.grouped) == [
        "0", "7", "999", "1,000", "-1,048,576", "12,345,678",
      ])
    #expect(Int.min.grouped == "-9,223,372,036,854,775,808")
  }

  @Test(arguments: [
    (FindingReport.Verdict.fine, "x is within all 2 limits"),
    (.warning, "x is within all 2 limits, with 1 warning"),
    (.error, "the check of x failed: A B is bad"),
  ])
  func headlines(verdict: FindingReport.Verdict, line: String) {
    let check = BudgetCheck(
      ["A", "A B"].map { FlashMap(name: $0, baseAddress: nil, size: 1, regions: []) }, budgets: [])
    let finding = Diagnostic(
      "bad", verdict == .error ? .error : .warning, at: .commandLine, about: .device(DeviceName("A B")),
      "A B is bad")
    let report = CheckReport(
      subject: "x", artifact: "x", check: check, findings: verdict == .fine ? [] : [finding],
      verdict: verdict, version: "1", paths: Self.paths)
    #expect(report.report.headline == line)
    #expect(report.report.rows.map(\.findings.count) == [0, verdict == .fine ? 0 : 1])
  }
}
