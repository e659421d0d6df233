import Diagnostics

extension FindingReport {
  /// JUnit XML for Jenkins, GitLab and Azure: one suite, with a test for each row of the table and for each
  /// error that belongs to no row. Rows that are exceeded for one reason are one test, the one that the finding is about.
  ///
  /// Elements, their order and required attributes follow the schema of Ant's reports (windyroad's JUnit.xsd),
  /// the strictest available. Times are zero, because kiln's output does not depend on the clock.
  package var junit: String {
    let tests =
      rows.filter { !$0.row.isExceeded || !$0.isToldElsewhere }.map(test) + others
      + (command == .check ? [] : rest)
    var xml = XMLText()
    xml.element("testsuites") { xml in
      xml.element(
        "testsuite",
        [
          ("id", "0"), ("name", subject), ("package", "kiln.\(command)"), ("hostname", "localhost"),
          ("timestamp", "1970-01-01T00:00:00"), ("tests", String(tests.count)),
          ("failures", String(tests.count { $0.outcome == .failure })),
          ("errors", String(tests.count { $0.outcome == .error })), ("skipped", "0"), ("time", "0"),
        ]
      ) { xml in
        xml.element("properties")
        for test in tests { write(test, to: &xml) }
        xml.element("system-out", text: rendered(findings.filter { $0.diagnostic.severity != .error }))
        xml.element("system-err")
      }
    }
    return xml.text
  }

  private struct Test {
    enum Outcome: String { case passed, failure, error }

    let name: String
    let outcome: Outcome
    var type = ""
    var message = ""
    var details = ""
  }

  private func test(_ row: CheckedRow) -> Test {
    guard row.row.isExceeded else { return Test(name: row.row.title, outcome: .passed) }
    let errors = row.findings.filter { $0.diagnostic.severity == .error }
    return Test(
      name: row.row.title, outcome: .failure, type: errors.first?.diagnostic.code.name ?? verdict.rawValue,
      message: errors.first?.diagnostic.message
        ?? "\(row.row.title) needs \(row.row.needs) bytes, but its limit is \(row.row.limit)",
      details: rendered(errors))
  }

  /// Errors that belong to no row.
  private var others: [Test] {
    let told = Set(rows.filter(\.row.isExceeded).flatMap(\.findings).map(\.fingerprint))
    var names: [String: Int] = [:]
    return findings.filter { $0.diagnostic.severity == .error && !told.contains($0.fingerprint) }.map {
      finding in
      let code = finding.diagnostic.code.name
      names[code, default: 0] += 1
      let number = names[code, default: 1]
      return Test(
        name: number == 1 ? code : "\(code) \(number)", outcome: verdict == .overBudget ? .failure : .error,
        type: code, message: finding.diagnostic.message, details: rendered([finding]))
    }
  }

  /// A passing test if there is no other: readers take an empty suite for one that did not run.
  private var rest: [Test] {
    findings.contains { $0.diagnostic.severity == .error }
      ? [] : [Test(name: command == .drift ? "drift" : "rules", outcome: .passed)]
  }

  private func write(_ test: Test, to xml: inout XMLText) {
    let attributes = [("classname", "kiln.\(command).\(className)"), ("name", test.name), ("time", "0")]
    guard test.outcome != .passed else { return xml.element("testcase", attributes) }
    xml.element("testcase", attributes) { xml in
      xml.element(
        test.outcome.rawValue, [("message", test.message), ("type", test.type)],
        text: test.details.isEmpty ? test.message : test.details)
    }
  }

  /// Readers split the class name at its last full stop.
  private var className: String {
    String(subject.map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : "_" })
  }

  private func rendered(_ findings: [Finding]) -> String {
    let renderer = DiagnosticRenderer(usesColour: false)
    return findings.map { renderer.render($0.diagnostic) }.joined()
  }
}
