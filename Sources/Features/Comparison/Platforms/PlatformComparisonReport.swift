import Diagnostics
import Render

/// `kiln diff` of two platforms.
package struct PlatformComparisonReport {
  let comparison: PlatformComparison
  /// The maintainers of what differs, those with most files first.
  let maintainers: [MaintainerRow]
  let rootsA: [String]
  let rootsB: [String]

  /// A section of Maintainers.txt, with the number of differing files that it covers.
  package struct MaintainerRow: Sendable {
    package var section: String
    package var people: [String]
    /// The number of differing files.
    package var count: Int

    package init(section: String, people: [String], count: Int) {
      self.section = section
      self.people = people
      self.count = count
    }
  }

  /// - Parameters:
  ///   - rootsA: The folders to which paths of A are relative.
  ///   - rootsB: The folders to which paths of B are relative.
  package init(
    _ comparison: PlatformComparison, rootsA: [String], rootsB: [String], maintainers: [MaintainerRow] = []
  ) {
    self.comparison = comparison
    self.maintainers = maintainers
    self.rootsA = rootsA
    self.rootsB = rootsB
  }

  /// Text wrapped at 100 columns; longer words are not broken.
  package var text: String {
    var writer = PlatformComparisonText(self)
    return writer.text()
  }
}

/// The layout of a comparison for a terminal.
private struct PlatformComparisonText {
  let report: PlatformComparisonReport
  let comparison: PlatformComparison
  var placesA: PlaceText
  var placesB: PlaceText
  private var lines: [String] = []
  private let label: Int

  private static let width = 100

  init(_ report: PlatformComparisonReport) {
    self.report = report
    comparison = report.comparison
    placesA = PlaceText(roots: report.rootsA)
    placesB = PlaceText(roots: report.rootsB)
    label = max(comparison.nameA.count, comparison.nameB.count)
  }

  mutating func text() -> String {
    head()
    modules("modules only in \(comparison.nameA)", comparison.onlyA)
    modules("modules only in \(comparison.nameB)", comparison.onlyB)
    moved()
    for topic in [FactKey.Topic.library, .pcd, .option, .dependency, .volume, .region, .rule, .macro] {
      rows(DriftWords.title(topic), comparison.rows.filter { $0.topic == topic })
    }
    consequences()
    maintainers()
    return lines.joined(separator: "\n") + "\n"
  }

  private mutating func head() {
    guard comparison.differs else {
      lines.append(
        "\(comparison.nameA) and \(comparison.nameB) are identical: \(comparison.sharedCount) modules")
      return
    }
    lines.append(
      "\(comparison.nameA) and \(comparison.nameB): \(comparison.sharedCount) modules in both, "
        + "\(comparison.sameCount) of them identical")
    for (name, errors) in [(comparison.nameA, comparison.errorsA), (comparison.nameB, comparison.errorsB)]
    where !errors.isEmpty {
      lines.append("\(name) cannot be built: \(errors.count == 1 ? "1 error" : "\(errors.count) errors")")
    }
  }

  private mutating func modules(_ title: String, _ rows: [PlatformComparison.ModuleRow]) {
    guard !rows.isEmpty else { return }
    let sizes = rows.compactMap(\.size)
    let sum = sizes.isEmpty ? "" : ", \(sizes.reduce(0) { $0 + $1.raw }) bytes"
    let flash = sizes.compactMap(\.compressed)
    let compressed = flash.isEmpty ? "" : ", \(flash.reduce(0, +)) in flash"
    lines += ["", "\(title): \(rows.count)\(sum)\(compressed)"]
    let names = min(30, rows.map(\.name.count).max() ?? 0)
    for row in rows {
      let side = row.a ?? row.b
      let size = row.size.map { " \($0.raw)" } ?? ""
      let start = "  \(row.name.padded(to: names))  \(side?.value ?? "")\(size)"
      join(start, row.path, indent: 6)
      let place = row.a == nil ? placesB.text(of: row.b) : placesA.text(of: row.a)
      if !place.isEmpty { lines.append("      \(place)") }
    }
  }

  private mutating func moved() {
    guard !comparison.moved.isEmpty else { return }
    lines += ["", "modules in different volumes: \(comparison.moved.count)"]
    for row in comparison.moved {
      lines.append("  \(row.name)  \(row.path)")
      side(comparison.nameA, row.a?.value, placesA.text(of: row.a))
      side(comparison.nameB, row.b?.value, placesB.text(of: row.b))
    }
  }

  private mutating func rows(_ title: String, _ rows: [PlatformComparison.Row]) {
    guard !rows.isEmpty else { return }
    lines += ["", "\(title): \(rows.count)"]
    for row in rows {
      let modules = DriftWords.modules(row.modules)
      let subject = row.topic == .dependency ? modules : row.subject
      if row.topic == .dependency || modules.isEmpty {
        lines.append("  \(subject)")
      } else {
        join("  \(subject)", modules, indent: 6)
      }
      let (one, other) = DriftWords.sides(row.topic, row.a?.value, row.b?.value)
      side(comparison.nameA, one, placesA.text(of: row.a))
      side(comparison.nameB, other, placesB.text(of: row.b))
    }
  }

  private mutating func consequences() {
    guard !comparison.consequences.isEmpty else { return }
    let counts = [FactKey.Topic.library, .pcd].map { topic in
      Set(comparison.consequences.filter { $0.topic == topic }.map(\.subject)).count
    }
    let dependencies = comparison.consequences.count { $0.topic == .dependency }
    lines += [
      "", "consequences in modules of both (--json lists them)",
      "  on one side only: \(counts[0]) library classes, \(counts[1]) PCDs, \(dependencies) dependencies",
    ]
  }

  private mutating func maintainers() {
    guard !report.maintainers.isEmpty else { return }
    lines += ["", "maintainers of what differs (Maintainers.txt)"]
    for row in report.maintainers {
      lines.append("  \(row.section): \(row.count == 1 ? "1 file" : "\(row.count) files")")
      for person in row.people { lines.append("      \(person)") }
    }
  }

  /// One platform's value, with its origin on the same line or, if that is too long, on the next.
  private mutating func side(_ name: String, _ value: String?, _ place: String) {
    let start = "    \(name.padded(to: label))  \(value.map { $0.isEmpty ? "-" : $0 } ?? "-")"
    if place.isEmpty {
      lines.append(cut(start))
    } else if start.count + place.count + 2 <= Self.width {
      lines.append("\(start)  \(place)")
    } else {
      lines.append(cut(start))
      lines.append(String(repeating: " ", count: label + 6) + place)
    }
  }

  private mutating func join(_ start: String, _ rest: String, indent: Int) {
    if start.count + rest.count + 2 <= Self.width {
      lines.append("\(start)  \(rest)")
    } else {
      lines += [cut(start), String(repeating: " ", count: indent) + rest]
    }
  }

  private func cut(_ line: String) -> String {
    line.count <= Self.width ? line : line.prefix(Self.width - 1) + "…"
  }
}

extension PlaceText {
  /// The place of the decision in effect.
  mutating func text(of opinion: PlatformComparison.Opinion?) -> String {
    opinion?.decisions.last.map { text($0.place) } ?? ""
  }
}

extension String {
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
