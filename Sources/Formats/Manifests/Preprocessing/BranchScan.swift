import Vocabulary

/// The lines of a manifest with the conditions that they stand under, whatever these are.
package struct BranchScan: Sendable {
  /// A result that a condition must have.
  package struct Wish: Hashable, Sendable {
    /// The first byte of the directive.
    package let offset: Int
    package let holds: Bool
  }

  /// A line that is more than a comment.
  package struct Line: Sendable {
    /// The first byte that is no blank.
    package let offset: Int
    /// Without comments and the blanks around it.
    package let text: String
    /// Results of conditions with which the line is read, the outermost first. A line with `!if`, `!elseif`, `!else` or
    /// `!endif` has two: with the branch that ends there and with the one that starts there.
    package let ways: [[Wish]]
    /// Whether it is one of these four.
    package let isConditional: Bool
  }

  /// A condition as written.
  package struct Condition: Sendable {
    package enum Kind: Sendable { case expression, isDefined, isNotDefined }
    package let kind: Kind
    package let operand: String
  }

  package private(set) var lines: [Line] = []
  /// By the first byte of the directive.
  package private(set) var conditions: [Int: Condition] = [:]

  /// The branches of an open `!if`.
  private struct Open {
    /// The conditions so far.
    var offsets: [Int]
    var hasElse = false

    /// With the current branch.
    var taken: [Wish] {
      hasElse ? untaken : wishes(last: true)
    }
    /// With none of the branches so far, or, behind `!else`, with the branch before it.
    var other: [Wish] { hasElse ? wishes(last: true) : untaken }
    private var untaken: [Wish] { wishes(last: false) }

    private func wishes(last: Bool) -> [Wish] {
      offsets.enumerated().map { Wish(offset: $1, holds: $0 == offsets.count - 1 && last) }
    }
  }

  package init(_ bytes: [UInt8], _ dialect: Preprocessor.Dialect) {
    var reader = SourceLineReader(bytes, dialect)
    var open: [Open] = []
    while let line = reader.nextLine() {
      let offset = line.source.lowerBound
      let text = String(decoding: line.bytes, as: UTF8.self)
      guard line.bytes.first == ASCII.exclamation else {
        lines.append(
          Line(offset: offset, text: text, ways: [open.flatMap(\.taken)], isConditional: false))
        continue
      }
      let keyword = String(decoding: line.bytes.dropFirst().prefix(while: \.isLetter), as: UTF8.self)
        .lowercased()
      let behind = line.bytes.dropFirst(keyword.utf8.count + 1)
      let operand = String(decoding: line.bytes[line.bytes.trimmedBounds(behind.indices)], as: UTF8.self)
      let outer = open.dropLast().flatMap(\.taken)
      var ways: [[Wish]] = []
      switch keyword {
      case "if", "ifdef", "ifndef":
        conditions[offset] = Condition(
          kind: keyword == "if" ? .expression : keyword == "ifdef" ? .isDefined : .isNotDefined,
          operand: operand)
        let all = open.flatMap(\.taken)
        open.append(Open(offsets: [offset]))
        ways = [all + open[open.count - 1].other, all + open[open.count - 1].taken]
      case "elseif" where !open.isEmpty:
        conditions[offset] = Condition(kind: .expression, operand: operand)
        ways.append(outer + open[open.count - 1].taken)
        open[open.count - 1].offsets.append(offset)
        ways.append(outer + open[open.count - 1].taken)
      case "else" where !open.isEmpty:
        ways.append(outer + open[open.count - 1].taken)
        open[open.count - 1].hasElse = true
        ways.append(outer + open[open.count - 1].taken)
      case "endif" where !open.isEmpty:
        ways = [outer + open[open.count - 1].taken, outer + open[open.count - 1].other]
        open.removeLast()
      default: ways = [open.flatMap(\.taken)]
      }
      lines.append(
        Line(
          offset: offset, text: text, ways: ways,
          isConditional: ["if", "ifdef", "ifndef", "elseif", "else", "endif"].contains(keyword)))
    }
  }
}
