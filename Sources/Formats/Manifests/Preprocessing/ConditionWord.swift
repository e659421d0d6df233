/// A word of a condition whose macros are not replaced.
enum ConditionWord: Equatable {
  /// `$(NAME)` or `"$(NAME)"`.
  case macro(String)
  /// A number, name or string, without quotation marks.
  case literal(String)
  case comparison
  /// Another operator, or a bracket.
  case other

  private static let comparisons: Set<String> = [
    "==", "!=", "<", ">", "<=", ">=", "EQ", "NE", "LT", "GT", "LE", "GE", "IN",
  ]
  private static let wordOperators: Set<String> = ["NOT", "AND", "OR", "XOR", "not", "and", "or", "xor"]

  static func all(in bytes: ArraySlice<UInt8>) -> [ConditionWord] {
    var words: [ConditionWord] = []
    var rest = bytes
    while let first = rest.first {
      if first.isBlank {
        rest = rest.dropFirst()
      } else if first == ASCII.quote || first == ASCII.apostrophe {
        let inside = rest.dropFirst().prefix { $0 != first }
        let names = MacroName.all(in: inside)
        let isMacro = names.count == 1 && inside.elementsEqual("$(\(names[0]))".utf8)
        words.append(isMacro ? .macro(names[0]) : .literal(String(decoding: inside, as: UTF8.self)))
        rest = rest[inside.endIndex...].dropFirst()
      } else if first == ASCII.dollar {
        let macro = rest.prefix { $0 != ASCII.closeParenthesis }
        rest = rest[macro.endIndex...].dropFirst()
        words.append(
          MacroName.all(in: bytes[macro.startIndex..<rest.startIndex]).first.map { .macro($0) } ?? .other)
      } else if first.isWord || first >= 0x80 {
        let word = rest.prefix { $0.isWord || $0 == ASCII.dot || $0 >= 0x80 }
        let text = String(decoding: word, as: UTF8.self)
        words.append(
          comparisons.contains(text) ? .comparison : wordOperators.contains(text) ? .other : .literal(text))
        rest = rest[word.endIndex...]
      } else {
        let symbol = rest.prefix {
          [ASCII.equals, ASCII.less, ASCII.greater, ASCII.exclamation].contains($0)
        }
        words.append(comparisons.contains(String(decoding: symbol, as: UTF8.self)) ? .comparison : .other)
        rest = rest.dropFirst(max(1, symbol.count))
      }
    }
    return words
  }

  /// The literals that stand on the other side of a comparison with the macro at `index`.
  static func comparedValues(with index: Int, in words: [ConditionWord]) -> [String] {
    var values: [String] = []
    for (sign, other) in [(index + 1, index + 2), (index - 1, index - 2)] where words.indices.contains(other)
    {
      if words[sign] == .comparison, case .literal(let text) = words[other] { values.append(text) }
    }
    return values
  }
}
