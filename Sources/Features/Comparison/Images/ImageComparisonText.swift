import Render

/// The differences between two images as text for a terminal.
struct ImageComparisonText {
  private let comparison: ImageComparison

  init(_ comparison: ImageComparison) { self.comparison = comparison }

  var text: String {
    files("only in A", .onlyInA) + files("only in B", .onlyInB) + files("changed", .different) + rearranged
      + regions + streams + same
  }

  private func files(_ title: String, _ verdict: ImageComparison.FileRow.Verdict) -> String {
    let rows = comparison.files.filter { $0.verdict == verdict }
    guard !rows.isEmpty else { return "" }
    var table = TextTable([("", .left), ("", .left), ("", .right), ("", .right), ("", .left)])
    for row in rows { table.add([row.volume.visible, row.name.visible, row.sizes, row.growth, row.flash]) }
    let heads = table.rendered(indent: 2).split(separator: "\n")
    var lines: [String] = []
    for (row, head) in zip(rows, heads) {
      lines.append(String(head))
      guard verdict == .different else { continue }
      lines += FileChangeLines(row).lines(most: BuildComparisonReport.mostChanges).map { "    \($0)" }
    }
    let sum = rows.reduce(0) { $0 + ($1.sizeB ?? 0) - ($1.sizeA ?? 0) }
    return "\n\(title): \(rows.count), \(sum.signed) bytes\n" + lines.map { $0 + "\n" }.joined()
  }

  /// A line for each kind of layout difference.
  private var rearranged: String {
    let rows = comparison.files.filter { $0.verdict == .rearranged }
    guard !rows.isEmpty else { return "" }
    var groups: [(how: String, names: [String])] = []
    for row in rows {
      let how = row.layout
      if let index = groups.firstIndex(where: { $0.how == how }) {
        groups[index].names.append(row.name.visible)
      } else {
        groups.append((how, [row.name.visible]))
      }
    }
    var text = "\nsame code, laid out differently: \(rows.count)\n"
    for group in groups {
      text += wrapped(group.names.map { $0 + "," }, trailing: "(\(group.how))", indent: 2)
    }
    return text
  }

  /// Wraps words into lines, without the comma of the last word.
  private func wrapped(_ words: [String], trailing: String, indent: Int) -> String {
    var words = words
    if let last = words.popLast() { words.append(String(last.dropLast())) }
    let blanks = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = blanks
    for word in words + [trailing] {
      if line.count > indent, line.count + 1 + word.count > BuildComparisonReport.width {
        lines.append(line)
        line = blanks
      }
      line += (line.count > indent ? " " : "") + word
    }
    return (lines + [line]).map { $0 + "\n" }.joined()
  }

  private var regions: String {
    let rows = comparison.regions.filter { !$0.isSame || $0.usedA != $0.usedB }
    guard !rows.isEmpty else { return "" }
    var table = TextTable([("regions", .left), ("size", .right), ("used", .right), ("", .right)])
    for row in rows {
      table.add([
        row.name.visible, row.isSame || row.sizeA != row.sizeB ? row.sizes : "\(row.sizes), different data",
        row.use,
        row.usedGrowth,
      ])
    }
    return "\n" + table.rendered(indent: 0)
  }

  private var streams: String {
    let rows = comparison.streams.filter { $0.encodedA != $0.encodedB || $0.decodedA != $0.decodedB }
    guard !rows.isEmpty else { return "" }
    var table = TextTable([("compressed", .left), ("in flash", .right), ("decoded", .right), ("", .right)])
    for row in rows {
      let codec = [row.codecA, row.codecB].compactMap(\.self)
      table.add([
        codec.count == 2 && codec[0] == codec[1] ? codec[0] : codec.joined(separator: " -> "),
        sizes(row.encodedA, row.encodedB), sizes(row.decodedA, row.decodedB),
        growth(row.encodedA, row.encodedB),
      ])
    }
    return "\n" + table.rendered(indent: 0)
  }

  private var same: String {
    "\nunchanged: \(comparison.files.count { $0.verdict == .same }) of \(comparison.files.count) files\n"
  }
}

/// `400 -> 412`, or a single number if both are equal or one is missing.
func sizes(_ a: Int?, _ b: Int?) -> String {
  switch (a, b) {
  case (let a?, let b?): a == b ? String(a) : "\(a) -> \(b)"
  case (let one?, nil), (nil, let one?): String(one)
  case (nil, nil): ""
  }
}

/// `+12`; empty if the sizes are equal or one is missing.
func growth(_ a: Int?, _ b: Int?) -> String {
  guard let a, let b, a != b else { return "" }
  return (b - a).signed
}

extension ImageComparison.FileRow {
  var sizes: String { Comparison.sizes(sizeA, sizeB) }
  var growth: String { Comparison.growth(sizeA, sizeB) }

  /// The cost in flash, if it is known.
  var flash: String {
    let a = flashA.map { Int($0.rounded()) }
    let b = flashB.map { Int($0.rounded()) }
    guard a != nil || b != nil else { return "" }
    return "flash \(Comparison.sizes(a, b))"
  }

  /// The differences in layout of files with equal contents.
  var layout: String {
    var parts: [String] = []
    for section in sections {
      guard !section.isSame, let executable = section.executable else { continue }
      let text = FileChangeLines.layout(executable)
      if !parts.contains(text) { parts.append(text) }
    }
    return parts.joined(separator: "; ")
  }
}

extension ImageComparison.RegionRow {
  var sizes: String { Comparison.sizes(sizeA, sizeB) }
  var use: String { Comparison.sizes(usedA, usedB) }
  var usedGrowth: String { Comparison.growth(usedA, usedB) }
}
