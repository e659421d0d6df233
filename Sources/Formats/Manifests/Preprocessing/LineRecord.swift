import Diagnostics
import Vocabulary

/// Which lines of a manifest were read, and how its conditions were decided.
///
/// A line is known by its file and the offset of its first byte that is no blank.
package struct LineRecord: Sendable {
  /// A line in a branch that is taken.
  package struct Line: Sendable {
    package let offset: Int
    /// An index in `sections`; nil in front of the first section.
    let section: Int?
  }

  /// Where a condition stands.
  package struct Place: Hashable, Sendable {
    /// Without `.` and `..`.
    package let path: String
    package let offset: Int

    package init(path: String, offset: Int) {
      self.path = path
      self.offset = offset
    }
  }

  private var sections: [MacroTables.Section] = []
  /// By the path of the file, without `.` and `..`.
  package private(set) var lines: [String: [Line]] = [:]
  /// A file that is included twice can have both.
  private var outcomes: [Place: Set<Bool>] = [:]
  private var current: (file: SourceFile, path: String)?

  package init() {}

  package mutating func add(_ other: LineRecord) {
    let shift = sections.count
    sections += other.sections
    for (path, lines) in other.lines {
      self.lines[path, default: []] += lines.map {
        Line(offset: $0.offset, section: $0.section.map { $0 + shift })
      }
    }
    outcomes.merge(other.outcomes) { $0.union($1) }
  }

  /// Whether the condition was evaluated with this result.
  package func decides(_ place: Place, _ holds: Bool) -> Bool { outcomes[place]?.contains(holds) ?? false }

  /// Whether the line was evaluated at all.
  package func evaluates(_ place: Place) -> Bool { outcomes[place] != nil }

  /// The name of the line's section in upper case; empty in front of the first section.
  package func section(of line: Line) -> String { line.section.map { sections[$0].name } ?? "" }

  /// The first qualifier of each name in the header of the line's section, in upper case: the architectures of most
  /// sections. `COMMON` where there is none.
  package func scopes(of line: Line) -> [String] {
    line.section.map { sections[$0].scopes.map { $0[0] } } ?? [SectionHeader.common]
  }
}

extension LineRecord {
  mutating func read(_ offset: Int, in file: SourceFile, section: MacroTables.Section?) {
    if let section, sections.last != section { sections.append(section) }
    lines[path(of: file), default: []].append(
      Line(offset: offset, section: section == nil ? nil : sections.count - 1))
  }

  mutating func decided(_ range: SourceRange, _ holds: Bool) {
    let place = Place(path: path(of: range.file), offset: range.bytes.lowerBound)
    outcomes[place, default: []].insert(holds)
  }

  private mutating func path(of file: SourceFile) -> String {
    if let current, current.file === file { return current.path }
    let path = TreePath.normalized(file.path)
    current = (file, path)
    return path
  }
}
