import Diagnostics
package import Render

/// The summary of `kiln drift --since` as text, the whole result as JSON, and its findings for CI systems.
package struct DriftGateReport {
  let examination: DriftExamination
  let roots: [String]
  /// The findings for the formats that `check`, `lint` and `drift` share.
  package let report: FindingReport

  /// - Parameters:
  ///   - roots: the folders that paths are shown relative to.
  ///   - version: kiln's.
  package init(_ examination: DriftExamination, roots: [String], version: String, paths: ReportPaths) {
    self.examination = examination
    self.roots = roots
    let line = "\(examination.verdictLine); \(examination.coverageLine)"
    report = FindingReport(
      .drift, subject: examination.family, artifact: roots.first ?? ".", findings: examination.findings,
      verdict: examination.isFine ? .fine : .error, version: version, paths: paths
    ) { _, _, _ in line }
  }

  private var gate: DriftGate { examination.gate }

  package var text: String {
    var places = PlaceText(roots: roots)
    var lines = [examination.verdictLine]
    for commit in examination.commits {
      lines.append("  commit \(commit.hash) \(commit.day) \(commit.author): \(commit.title)")
    }
    if examination.moreCommits > 0 { lines.append("  and \(examination.moreCommits) commits before them") }
    for configuration in examination.configurations where !configuration.examined.isEmpty {
      let added = configuration.addedFor.map { " (added for \(places.text($0)))" } ?? ""
      lines.append(
        "  examined \(configuration.name)\(added): \(configuration.examined.joined(separator: " "))")
    }
    for own in examination.switches {
      lines.append(
        "  new switch \(own.name) in \(own.members.joined(separator: " ")): siblings without it are not expected to have it"
      )
    }
    if !gate.notCompared.isEmpty {
      let members = gate.notCompared.map { "\($0.member) (\($0.configurations.joined(separator: ", ")))" }
      lines.append(
        "  not compared, as new errors keep them from being built: \(members.joined(separator: " "))")
    }
    if !examination.arrived.isEmpty {
      lines.append(
        "  new, so only their errors were looked at: \(examination.arrived.joined(separator: " "))")
    }
    if !examination.gone.isEmpty {
      lines.append("  removed: \(examination.gone.joined(separator: " "))")
    }
    if !examination.foreign.isEmpty {
      let shown = examination.foreign.prefix(5).joined(separator: " ")
      let more = examination.foreign.count > 5 ? " and \(examination.foreign.count - 5) more" : ""
      lines.append("  not looked at, as no member reads them: \(shown)\(more)")
    }
    lines.append(examination.coverageLine)
    if let variants = examination.variants { lines.append(variants.line(done: "looked at")) }
    return lines.map { $0.inOneLine + "\n" }.joined()
  }

  package func text(in format: ReportFormat) -> String {
    report.rendered(as: format, text: text, json: json)
  }
}

extension DriftExamination {
  /// The result in one line.
  package var verdictLine: String {
    let late = Set(gate.changes.flatMap { $0.lagging.map(\.member) }).sorted()
    let settled = "\(gate.settledCount) made in all members or allowed"
    let open = coverage.openCount
    var parts: [String] = []
    if !gate.changes.isEmpty || gate.breakages.isEmpty && open == 0 {
      let count = gate.changes.count
      let what =
        count == 0
        ? "no change is missing in a sibling"
        : count == 1 ? "1 change is missing in siblings" : "\(count) changes are missing in siblings"
      parts.append(late.isEmpty ? what : "\(what) (\(late.joined(separator: " ")))")
    }
    if !gate.breakages.isEmpty {
      let members = Set(gate.breakages.map(\.member)).sorted().joined(separator: " ")
      parts.append("new errors in \(members)")
    }
    if open > 0 { parts.append("\(open) changed \(open == 1 ? "line is" : "lines are") not examined") }
    return "\(family): \(parts.joined(separator: ", ")); \(settled)"
  }

  /// `12 changed lines: 11 examined, 1 not; …`.
  package var coverageLine: String {
    let (count, open) = (coverage.count, coverage.unreadCount)
    let examined = configurations.reduce(0) { $0 + $1.examined.count }
    let unaffected = configurations.reduce(0) { $0 + $1.unaffected.count }
    let inapplicable = configurations.reduce(0) { $0 + $1.inapplicable.count }
    var line =
      "\(count) changed \(count == 1 ? "line" : "lines"): \(count - open) examined, \(open) not examined; "
    line += "\(examined) \(examined == 1 ? "configuration" : "configurations") examined, "
    line += "\(unaffected + inapplicable) not examined"
    let reasons = [
      unaffected > 0 ? "\(unaffected) read the same before and after, or what another reads" : nil,
      inapplicable > 0 ? "\(inapplicable) do not apply" : nil,
    ].compactMap(\.self)
    return reasons.isEmpty ? line : "\(line): \(reasons.joined(separator: ", "))"
  }
}
