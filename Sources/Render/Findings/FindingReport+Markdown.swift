import Diagnostics

extension FindingReport {
  /// Markdown for a comment on a pull request or for a job summary: verdict, table, and folded details.
  package var markdown: String {
    let parts = ["### \(mark) kiln \(command)", verdictLine, table(of: rows)] + details + [growthTable]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var mark: String {
    switch verdict {
    case .fine: "✅"
    case .warning: "⚠️"
    case .overBudget, .error: "❌"
    }
  }

  private var verdictLine: String { MarkdownText.plain(headline) }

  private func table(of rows: [CheckedRow]) -> String {
    guard !rows.isEmpty else { return "" }
    let head = "| | device or volume | used | limit | free | full | |\n|:-:|:--|--:|--:|--:|--:|:--|"
    let lines = rows.map { checked in
      let row = checked.row
      let cells = [
        checked.mark.sign, MarkdownText.name(row.title), row.used.grouped, row.limit.grouped,
        row.free.grouped, row.needs.percentage(of: row.limit), Self.bar(row.needs, of: row.limit),
      ]
      return "| " + cells.joined(separator: " | ") + " |"
    }
    return ([head] + lines).joined(separator: "\n")
  }

  /// Ten boxes, of which one is filled for each whole tenth.
  private static func bar(_ used: Int, of limit: Int) -> String {
    guard limit > 0 else { return "" }
    let tenths = Int(min(10, max(0, Int128(used) * 10 / Int128(limit))))
    return String(repeating: "█", count: tenths) + String(repeating: "░", count: 10 - tenths)
  }

  private var details: [String] {
    let told = rows.flatMap { row in row.findings.map { (row.row.title, $0) } }
    return told.map { fold(MarkdownText.name($0), $1) }
      + otherFindings.map { fold(MarkdownText.name($0.diagnostic.code.name), $0) }
  }

  private func fold(_ name: String, _ finding: Finding) -> String {
    let diagnostic = finding.diagnostic
    let sign =
      switch diagnostic.severity {
      case .error: "❌"
      case .warning: "⚠️"
      case .note: "ℹ️"
      }
    // Findings with the same code differ in the message, so it is in the summary line.
    let message = MarkdownText.plain(diagnostic.message)
    var parts =
      command != .check
      ? ["<details><summary>\(sign) \(name) \(message)</summary>"]
      : ["<details><summary>\(sign) \(name)</summary>", message]
    if finding.place.hasFile {
      let line = finding.place.start.map { ":\($0.line)" } ?? ""
      let offset = finding.place.offsets.isEmpty ? "" : ":\(finding.place.offsetText)"
      parts.append(MarkdownText.name(finding.place.path.text + line + offset))
    }
    if !diagnostic.notes.isEmpty {
      var related = finding.related[...]
      let notes = diagnostic.notes.map { note in
        let place = note.place == nil ? nil : related.popFirst()?.place
        let line = place?.start.map { ":\($0.line)" } ?? ""
        let source = place.map { ": \(MarkdownText.name($0.path.text + line))" } ?? ""
        return "- \(MarkdownText.plain(note.message))\(source)"
      }
      parts.append(notes.joined(separator: "\n"))
    }
    if let fix = diagnostic.fix { parts.append("Fix: \(MarkdownText.plain(fix))") }
    return (parts + ["</details>"]).joined(separator: "\n\n")
  }

  private var growthTable: String {
    guard !growth.isEmpty else { return "" }
    let head = "| changed | in | before | after | change | in flash |\n|:--|:--|--:|--:|--:|--:|"
    let lines = growth.map { row in
      let cells = [
        MarkdownText.name(row.name), row.volume.isEmpty ? "" : MarkdownText.name(row.volume),
        row.before.grouped, row.after.grouped, row.change.signedGrouped, row.flashChange?.signedGrouped ?? "",
      ]
      return "| " + cells.joined(separator: " | ") + " |"
    }
    return ([head] + lines).joined(separator: "\n")
  }
}

extension CheckedRow.Mark {
  fileprivate var sign: String {
    switch self {
    case .fine: "✅"
    case .warning: "⚠️"
    case .over: "❌"
    }
  }
}
