import Bytes
import Testing

@testable import Comparison
@testable import Functions

/// What `kiln diff` prints of builds, out of values.
@Suite struct BuildComparisonReportTests {
  private static let guid: GUID = "00000000-0000-0000-0000-000000000001"

  private func change(
    _ name: String, _ a: Int?, _ b: Int?, library: String? = "BaseLib", kind: CodeDifference.Kind = .function,
    cause: CodeDifference.Cause? = nil, formerName: String? = nil
  ) -> CodeDifference.Change {
    .init(name: name, formerName: formerName, kind: kind, library: library, sizeA: a, sizeB: b, cause: cause)
  }

  private func file(_ name: String, _ changes: [CodeDifference.Change]) -> ImageComparison.FileRow {
    var executable = ExecutableDifference(symbols: .known)
    executable.code = CodeDifference()
    executable.code?.changes = changes
    executable.code?.sameParts = 7
    if changes.isEmpty { executable.layout = [.base, .debug] }
    return .init(
      volume: "DXEFV", guid: Self.guid, name: name, sizeA: 1000, sizeB: 1008,
      sections: [.init(type: "pe32", sizeA: 900, sizeB: 908, executable: executable)])
  }

  private func lines(_ changes: [CodeDifference.Change], most: Int? = nil) -> [String] {
    FileChangeLines(file("Shell", changes)).lines(most: most)
  }

  @Test func whatChangedComesFirstAndTheLargestOfIt() {
    #expect(
      lines([
        change("Gone", 40, nil, library: nil), change("New", nil, 50), change("Small", 10, 12),
        change("Large", 100, 40), change("mList", 8, 16, kind: .data),
        change("Foo.isra.0", 20, 24, formerName: "Foo"),
      ]) == [
        "Shell: Large (library BaseLib) changed, 100 -> 40 bytes",
        "Shell: variable mList (library BaseLib) changed, 8 -> 16 bytes",
        "Shell: Foo.isra.0 (library BaseLib) changed, 20 -> 24 bytes (was Foo)",
        "Shell: Small (library BaseLib) changed, 10 -> 12 bytes",
        "Shell: Gone only in A, 40 bytes", "Shell: New (library BaseLib) only in B, 50 bytes",
        "Shell: 7 other functions and variables are the same",
      ])
  }

  @Test func whyAFunctionOfTheSameSizeChanged() {
    let long = String(repeating: "x", count: 60)
    #expect(
      lines([
        change("A", 9, 9, cause: .bytes(3)), change("B", 9, 9, cause: .reference(from: "Foo", to: "Bar")),
        change("C", 9, 9, cause: .reference(from: "\"\(long)one\"", to: "\"\(long)two\"")),
      ]).prefix(3) == [
        "Shell: A (library BaseLib) changed, 9 bytes, 3 of them differ",
        "Shell: B (library BaseLib) changed, 9 bytes: Foo became Bar",
        "Shell: C (library BaseLib) changed, 9 bytes: …xxxxxxxxxxone\" became …xxxxxxxxxxtwo\"",
      ])
  }

  @Test func functionsWhoseNumbersGrewAlikeAreOneLine() {
    let changes = (0..<7).map { change("F\($0)", 30, 30, cause: .numbers(by: 2)) } + [change("G", 4, 5)]
    #expect(
      lines(changes) == [
        "Shell: G (library BaseLib) changed, 4 -> 5 bytes",
        "Shell: 7 functions of library BaseLib changed only in numbers, +2 each, as line numbers of "
          + "ASSERTs and PCD tokens do: F0, F1, F2, F3, F4, …",
        "Shell: 7 other functions and variables are the same",
      ])
    #expect(
      lines([change("F", 30, 30, cause: .numbers(by: -2))])[0]
        == "Shell: F (library BaseLib) changed, 30 bytes: only numbers, -2 each")
  }

  @Test func manyAreCountedAndNotListed() {
    let some = lines((0..<9).map { change("F\($0)", 1, 2) }, most: 4)
    #expect(some.count == 6 && some[4] == "Shell: 5 more changed, which --format json lists")
  }

  @Test func modulesLaidOutDifferentlyShareALine() {
    var image = ImageComparison(
      nameA: "a", nameB: "b", regions: [], files: (0..<30).map { file("Module\($0)", []) })
    image.files.append(file("Shell", [change("F", 1, 2)]))
    var builds = BuildComparison(nameA: "one", nameB: "two")
    builds.images = [
      .init(name: "OVMF.fd", comparison: image),
      .init(name: "CODE.fd", comparison: image, repeats: "OVMF.fd"),
    ]
    builds.onlyInB = ["NEW.fd"]
    let report = BuildComparisonReport(builds)
    #expect(
      builds.differs && report.text.contains("\nsame code, laid out differently: 30\n  Module0, Module1,"))
    #expect(report.text.contains("Module29 (base address, debug directory)\n"))
    #expect(report.text.hasPrefix("A: one\nB: two\n\nonly in B: NEW.fd\n\nOVMF.fd\n\nchanged: 1, +8 bytes\n"))
    #expect(report.text.contains("\nCODE.fd differs in the same way as OVMF.fd\n"))
    #expect(report.text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(report.markdown.contains("**Same code, laid out differently**"))
  }

  /// Names come out of other people's builds.
  @Test func namesActOnNothing() {
    let hostile = "\u{1B}[2J|<b>@x\n"
    let row = file(hostile, [change(hostile, 1, 2, library: hostile)])
    #expect(!FileChangeLines(row).lines().contains { $0.contains("\u{1B}") || $0.contains("\n") })
    var builds = BuildComparison(nameA: "a", nameB: "b")
    builds.images = [
      .init(name: "x", comparison: ImageComparison(nameA: "a", nameB: "b", regions: [], files: [row]))
    ]
    let report = BuildComparisonReport(builds)
    #expect(!report.text.contains("\u{1B}") && !report.markdown.contains("<b>"))
  }
}
