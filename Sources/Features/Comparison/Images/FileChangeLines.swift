package import Functions
import Render

/// The changes in a file of an image as text: a line for each function, variable or section.
package struct FileChangeLines {
  private let row: ImageComparison.FileRow

  package init(_ row: ImageComparison.FileRow) { self.row = row }

  /// The lines of a file that differs between both sides.
  ///
  /// - Parameter most: the maximum number of functions and variables; nil for all.
  package func lines(most: Int? = nil) -> [String] {
    row.sections.filter { !$0.isSame }.flatMap { section -> [String] in
      guard let executable = section.executable else { return ["\(row.name): \(Self.sizes(of: section))"] }
      var lines: [String] = []
      if let code = executable.code {
        lines += self.lines(of: code, most: most)
      } else {
        if executable.symbols == .stale {
          lines.append(
            "\(row.name): the build folder holds a different build of it, so functions are not compared")
        }
      }
      lines += executable.areas.map { "\(row.name): \(Self.sizes(of: $0))" }
      if executable.isLayoutOnly { lines.append("\(row.name): \(Self.layout(executable))") }
      return lines
    }.map(\.visible)
  }

  /// The difference in layout of two executables with the same functions and data.
  package static func layout(_ executable: ExecutableDifference) -> String {
    executable.layout.isEmpty ? "headers" : executable.layout.map(\.rawValue).joined(separator: ", ")
  }

  private func lines(of code: CodeDifference, most: Int?) -> [String] {
    var lines: [String] = []
    var left = code.changes.count
    for group in Self.groups(code.changes) {
      if let most, lines.count >= most { break }
      left -= group.count
      lines.append(
        "\(row.name): \(group.count == 1 ? Self.sentence(group[0]) : Self.sentence(numbered: group))")
    }
    if left > 0 { lines.append("\(row.name): \(left) more changed, which --format json lists") }
    if let constants = code.constants {
      lines.append(
        "\(row.name): unnamed constants changed, \(constants.onlyInA) bytes only in A, "
          + "\(constants.onlyInB) only in B")
    }
    if !code.isEmpty {
      lines.append("\(row.name): \(code.sameParts) other functions and variables are the same")
    }
    return lines
  }

  /// Changes present on both sides first, the largest first. Functions of a library in which only numbers
  /// changed, all by the same step, are grouped.
  private static func groups(_ changes: [CodeDifference.Change]) -> [[CodeDifference.Change]] {
    let ranks = changes.map { change -> (side: Int, growth: Int) in
      let side = change.sizeA == nil ? 2 : change.sizeB == nil ? 1 : 0
      return (side, -abs((change.sizeB ?? 0) - (change.sizeA ?? 0)))
    }
    let order = changes.indices.sorted {
      (ranks[$0].side, ranks[$0].growth, $0) < (ranks[$1].side, ranks[$1].growth, $1)
    }
    var groups: [[CodeDifference.Change]] = []
    for change in order.map({ changes[$0] }) {
      let cause = change.cause
      let library = change.library
      var isNumbered = false
      if case .numbers? = cause { isNumbered = true }
      let place = isNumbered ? groups.firstIndex { $0[0].cause == cause && $0[0].library == library } : nil
      if let index = place {
        groups[index].append(change)
      } else {
        groups.append([change])
      }
    }
    return groups
  }

  /// `ShellCommandRunVer (library UefiShellLevel3CommandsLib) changed, 412 -> 420 bytes`.
  package static func sentence(_ change: CodeDifference.Change) -> String {
    var text = change.kind == .data ? "variable \(change.name)" : change.name
    if let library = change.library { text += " (library \(library))" }
    switch (change.sizeA, change.sizeB) {
    case (let size?, nil): return text + " only in A, \(size) bytes"
    case (nil, let size?): return text + " only in B, \(size) bytes"
    case (let old?, let new?) where old != new: text += " changed, \(old) -> \(new) bytes"
    case (_, let size): text += " changed, \(size ?? 0) bytes"
    }
    switch change.cause {
    case .bytes(let count)?: text += ", \(count) of them differ"
    case .numbers(let step)?: text += ": only numbers, \(step.signed) each"
    case .reference(let from, let to)? where from != to:
      let start = zip(from, to).prefix { $0 == $1 }.count
      text += ": \(shortened(from, around: start)) became \(shortened(to, around: start))"
    case .reference(let from, _)?: text += ": a different \(shortened(from, around: 0))"
    case nil: break
    }
    if let former = change.formerName { text += " (was \(former))" }
    return text
  }

  /// The part of a text around the first difference.
  private static func shortened(_ text: String, around place: Int) -> String {
    let start = text.count <= longestText ? 0 : max(0, place - longestText / 4)
    let shown = text.dropFirst(start).prefix(longestText).map { $0.isNewline ? " " : String($0) }.joined()
    return (start > 0 ? "…" : "") + shown.visible + (start + longestText < text.count ? "…" : "")
  }

  /// In characters.
  private static let longestText = 40

  private static func sentence(numbered group: [CodeDifference.Change]) -> String {
    var step = 0
    if case .numbers(let by) = group[0].cause { step = by }
    let library = group[0].library.map { " of library \($0)" } ?? ""
    let named = group.prefix(mostNumbered).map(\.name).joined(separator: ", ")
    let rest = group.count > mostNumbered ? ", …" : ""
    return "\(group.count) functions\(library) changed only in numbers, \(step.signed) each, "
      + "as line numbers of ASSERTs and PCD tokens do: \(named)\(rest)"
  }

  private static let mostNumbered = 5

  private static func sizes(of section: ImageComparison.SectionRow) -> String {
    "\(section.type) section, " + sizes(section.sizeA, section.sizeB, differing: section.differingBytes)
  }

  private static func sizes(of area: ExecutableDifference.Area) -> String {
    guard area.sizeA != nil || area.sizeB != nil else { return "different machine or subsystem" }
    return "\(area.name), " + sizes(area.sizeA, area.sizeB, differing: area.differingBytes)
  }

  private static func sizes(_ a: Int?, _ b: Int?, differing: Int?) -> String {
    switch (a, b) {
    case (let a?, let b?) where a == b: "\(a) bytes" + (differing.map { ", \($0) of them differ" } ?? "")
    case (let a?, let b?): "\(a) -> \(b) bytes"
    case (let a?, nil): "\(a) bytes, only in A"
    case (_, let b): "\(b ?? 0) bytes, only in B"
    }
  }
}
