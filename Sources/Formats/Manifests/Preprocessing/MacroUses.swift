package import Diagnostics

/// What a manifest asks about macros, in branches that are taken and in those that are not.
package struct MacroUses: Sendable {
  /// A macro in `!if`, `!elseif`, `!ifdef` or `!ifndef`.
  package struct Condition: Sendable {
    package let name: String
    package let range: SourceRange
    /// The literals that the condition compares it with, without quotation marks; empty if only its truth or
    /// existence matters.
    package let comparedWith: [String]
    /// Whether only its existence matters: `!ifdef`, `!ifndef`.
    package let isAboutExistence: Bool
  }

  /// A DEFINE or EDK_GLOBAL statement, its value as written.
  package struct Definition: Sendable {
    package let name: String
    package let value: String
    package let range: SourceRange
    /// Whether it stands in a branch that is taken.
    package let isTaken: Bool
  }

  /// An `!include`, in whatever branch: where it stands, and the paths at which its file may be, in the order of the
  /// search.
  package struct Include: Sendable {
    /// The path of the including file, without `.` and `..`.
    package let path: String
    /// The first byte of the directive.
    package let offset: Int
    package let candidates: [String]
  }

  /// The names in `$(NAME)`, in DEFINE and EDK_GLOBAL, and all words of conditions.
  package private(set) var names: Set<String> = []
  /// In the order in which they were read.
  package private(set) var conditions: [Condition] = []
  package private(set) var definitions: [Definition] = []
  /// Whether there is a file that could ask for more and was not read.
  package private(set) var isIncomplete = false
  /// Includes in branches that are not taken.
  var unread: [Include] = []
  /// All includes whose path is known.
  package private(set) var includes: [Include] = []
  /// The files that were read, without `.` and `..`.
  package private(set) var paths: Set<String> = []

  package init() {}

  package mutating func add(_ other: MacroUses) {
    names.formUnion(other.names)
    conditions += other.conditions
    definitions += other.definitions
    isIncomplete = isIncomplete || other.isIncomplete
    unread += other.unread
    includes += other.includes
    paths.formUnion(other.paths)
  }

  mutating func opened(_ path: String) { paths.insert(path) }

  mutating func includes(_ include: Include, isTaken: Bool) {
    includes.append(include)
    if !isTaken { unread.append(include) }
  }

  mutating func missedFile() { isIncomplete = true }
}

extension MacroUses {
  /// Notes what a line asks for.
  mutating func note(_ line: SourceLineReader.Line, in file: SourceFile, isTaken: Bool) {
    let bytes = line.bytes
    if bytes.contains(ASCII.dollar) { names.formUnion(MacroName.all(in: bytes)) }
    if bytes.first == ASCII.exclamation {
      noteDirective(bytes, at: SourceRange(file, line.source))
    } else if let keyword = DefinitionKeyword(bytes) {
      let rest = bytes.dropFirst(keyword.rawValue.utf8.count)
      let sides = rest.split(separator: ASCII.equals, maxSplits: 1, omittingEmptySubsequences: false)
      let words = sides.map { String(decoding: bytes[bytes.trimmedBounds($0.indices)], as: UTF8.self) }
      guard let name = words.first, !name.isEmpty else { return }
      names.insert(name)
      definitions.append(
        Definition(
          name: name, value: words.count > 1 ? words[1] : "", range: SourceRange(file, line.source),
          isTaken: isTaken))
    }
  }

  private mutating func noteDirective(_ bytes: ArraySlice<UInt8>, at range: SourceRange) {
    let keyword = bytes.dropFirst().prefix(while: \.isLetter)
    let operand = bytes[bytes.trimmedBounds(keyword.endIndex..<bytes.endIndex)]
    switch String(decoding: keyword, as: UTF8.self).lowercased() {
    case "ifdef", "ifndef":
      let isWrapped =
        operand.starts(with: [ASCII.dollar, ASCII.openParenthesis]) && operand.last == ASCII.closeParenthesis
      let name = String(decoding: isWrapped ? operand.dropFirst(2).dropLast() : operand, as: UTF8.self)
      names.insert(name)
      guard MacroName.isLoose(Array(name.utf8)) else { return }
      conditions.append(Condition(name: name, range: range, comparedWith: [], isAboutExistence: true))
    case "if", "elseif":
      let words = ConditionWord.all(in: operand)
      for word in words { if case .literal(let text) = word { names.insert(text) } }
      for (index, word) in words.enumerated() {
        guard case .macro(let name) = word else { continue }
        let values = ConditionWord.comparedValues(with: index, in: words)
        conditions.append(
          Condition(name: name, range: range, comparedWith: values, isAboutExistence: false))
      }
    default: break
    }
  }
}

extension MacroName {
  /// The names in every `$(NAME)`.
  static func all(in bytes: ArraySlice<UInt8>) -> [String] {
    var names: [String] = []
    var rest = bytes
    while let dollar = rest.firstIndex(of: ASCII.dollar) {
      rest = rest[(dollar + 1)...]
      guard rest.first == ASCII.openParenthesis else { continue }
      let name = rest.dropFirst().prefix(while: \.isWord)
      if !name.isEmpty, name.endIndex < rest.endIndex, rest[name.endIndex] == ASCII.closeParenthesis {
        names.append(String(decoding: name, as: UTF8.self))
      }
    }
    return names
  }
}
