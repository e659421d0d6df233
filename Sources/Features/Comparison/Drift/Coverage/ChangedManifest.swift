package import Diagnostics
package import Manifests

/// A manifest that a change touches, with its changed lines. Comments, blanks around lines and empty lines do not count.
package struct ChangedManifest: Sendable {
  package enum Side: Sendable, CaseIterable { case before, after }

  package struct Line: Sendable {
    /// Of the changed file on this side.
    package let side: Side
    package let line: BranchScan.Line
    package let place: SourceRange
  }

  /// Below the workspace.
  package let path: String
  /// The removed lines, then the added ones.
  package let lines: [Line]
  /// The conditions on each side.
  package let conditions: [Side: [Int: BranchScan.Condition]]

  /// - Parameter before: nil if the file is new; `after` is nil if it is gone.
  package init(
    _ path: String, _ dialect: Preprocessor.Dialect, before: SourceFile?, after: SourceFile?
  ) {
    self.path = path
    let old = BranchScan(before?.bytes ?? [], dialect)
    let new = BranchScan(after?.bytes ?? [], dialect)
    let (removed, added) = Self.difference(old.lines.map(\.text), new.lines.map(\.text))
    var lines: [Line] = []
    for (side, file, indices, scan) in [(Side.before, before, removed, old), (.after, after, added, new)] {
      guard let file else { continue }
      lines += indices.map { index in
        let line = scan.lines[index]
        return Line(
          side: side, line: line,
          place: SourceRange(file, line.offset..<(line.offset + line.text.utf8.count)))
      }
    }
    self.lines = lines
    conditions = [.before: old.conditions, .after: new.conditions]
  }

  /// The macros in conditions of this file.
  package func macros(in wishes: [BranchScan.Wish], _ side: Side) -> Set<String> {
    Set(wishes.flatMap { conditions[side]?[$0.offset]?.macros ?? [] })
  }

  /// The indices of lines that are in one of the texts only.
  private static func difference(_ old: [String], _ new: [String]) -> (removed: [Int], added: [Int]) {
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix { $0 == $1 }.count
    var numbers: [String: Int] = [:]
    func numbered(_ lines: [String]) -> [Int] {
      lines[head..<(lines.count - tail)].map { line in
        if let number = numbers[line] { return number }
        numbers[line] = numbers.count
        return numbers.count - 1
      }
    }
    let (one, other) = (numbered(old), numbered(new))
    var removed: [Int] = []
    var added: [Int] = []
    for change in other.difference(from: one) {
      switch change {
      case .remove(let offset, _, _): removed.append(head + offset)
      case .insert(let offset, _, _): added.append(head + offset)
      }
    }
    return (removed.sorted(), added.sorted())
  }
}
