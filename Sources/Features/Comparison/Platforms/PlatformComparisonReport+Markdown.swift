import Diagnostics
import Render

extension PlatformComparisonReport {
  /// Markdown for a comment on a change: a table for each group, for GitHub and GitLab.
  package var markdown: String {
    var a = PlaceText(roots: rootsA)
    var b = PlaceText(roots: rootsB)
    let (nameA, nameB) = (MarkdownText.plain(comparison.nameA), MarkdownText.plain(comparison.nameB))
    var text = "### \(nameA) and \(nameB)\n\n"
    guard comparison.differs else { return text + "They are identical.\n" }
    text +=
      "\(comparison.sharedCount) modules in both, \(comparison.sameCount) of them identical.\n"
    for (name, errors) in [(nameA, comparison.errorsA), (nameB, comparison.errorsB)] {
      for error in errors { text += "\n**\(name) cannot be built:** \(MarkdownText.plain(error.message))\n" }
    }
    let groups = [
      ("Modules only in \(nameA)", comparison.onlyA), ("Modules only in \(nameB)", comparison.onlyB),
      ("Modules in different volumes", comparison.moved),
    ]
    for (title, rows) in groups where !rows.isEmpty {
      text += Self.head(title, rows.count, ["Module", "INF", nameA, nameB])
      for row in rows {
        text += Self.line([
          MarkdownText.name(row.name), MarkdownText.name(row.path), Self.cell(row.a, &a),
          Self.cell(row.b, &b),
        ])
      }
    }
    for topic in FactKey.Topic.allCases {
      let rows = comparison.rows.filter { $0.topic == topic }
      guard !rows.isEmpty else { continue }
      text += Self.head(DriftWords.title(topic), rows.count, ["What", "Modules", nameA, nameB])
      for row in rows {
        text += Self.line([
          MarkdownText.name(row.subject), MarkdownText.plain(DriftWords.modules(row.modules)),
          Self.cell(row.a, &a),
          Self.cell(row.b, &b),
        ])
      }
    }
    if !maintainers.isEmpty {
      text += Self.head("Maintainers of what differs", maintainers.count, ["Section", "Files", "People"])
      for row in maintainers {
        text += Self.line([
          MarkdownText.plain(row.section), String(row.count),
          MarkdownText.plain(row.people.joined(separator: ", ")),
        ])
      }
    }
    return text
  }

  private static func head(_ title: String, _ count: Int, _ columns: [String]) -> String {
    "\n#### \(title): \(count)\n\n" + line(columns) + line(columns.map { _ in "---" })
  }

  private static func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }

  /// The maximum length of a value in a table.
  private static let longest = 160

  private static func cell(_ opinion: PlatformComparison.Opinion?, _ places: inout PlaceText) -> String {
    guard let opinion else { return "–" }
    let value =
      opinion.value.utf8.count > longest ? String(opinion.value.prefix(longest)) + "…" : opinion.value
    let place = places.text(of: opinion)
    let shown = value.isEmpty ? "nothing" : MarkdownText.name(value)
    return place.isEmpty ? shown : "\(shown)<br>\(MarkdownText.plain(place))"
  }
}
