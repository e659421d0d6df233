package import Diagnostics

/// The open conditions at a line of a manifest, as written in their directives.
package struct ConditionStack: Sendable {
  /// The outermost first.
  package private(set) var conditions: [String] = []

  package init() {}

  /// Processes a line that starts with `!`.
  package mutating func follow(_ directive: String) {
    let word = directive.prefix { $0 != " " && $0 != "\t" }.lowercased()
    let rest = directive.dropFirst(word.count).trimmingBlanks
    switch word {
    case "!if", "!elseif":
      if word == "!elseif" { _ = conditions.popLast() }
      conditions.append(rest)
    case "!ifdef": conditions.append("\(rest) is defined")
    case "!ifndef": conditions.append("\(rest) is not defined")
    case "!else": if let last = conditions.popLast() { conditions.append("not \(last)") }
    case "!endif": _ = conditions.popLast()
    default: break
    }
  }
}

extension SourceRange {
  /// The conditions of the line: those around it, and those around the includes that lead to its file,
  /// outermost first.
  package var conditions: [String] {
    let outer = file.includedFrom?.conditions ?? []
    var stack = ConditionStack()
    var start = 0
    for line in file.bytes.split(separator: ASCII.newline, omittingEmptySubsequences: false) {
      guard start <= bytes.lowerBound else { break }
      start += line.count + 1
      let code = line.prefix { $0 != ASCII.hash && $0 != ASCII.carriageReturn }
      guard let first = code.first(where: { !$0.isBlank }), first == ASCII.exclamation else { continue }
      stack.follow(String(decoding: code, as: UTF8.self).trimmingBlanks)
    }
    return outer + stack.conditions
  }
}

extension StringProtocol {
  fileprivate var trimmingBlanks: String {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    return String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}
