import Bytes
package import Diagnostics

extension Expression {
  /// Parses a text that stands somewhere, after replacing the macros in it.
  ///
  /// `macro` gives the text of `$(NAME)`; a macro that it does not know counts as 0.
  package init(
    parsing text: Located<String>, macro: (String) -> String? = { _ in nil }
  ) throws(DiagnosticError) {
    let bytes = Array(text.value.utf8)
    let source = text.range.bytes
    let isVerbatim = bytes.count == source.count
    try self.init(bytes, macro: macro) { part in
      isVerbatim
        ? SourceRange(
          text.range.file, (source.lowerBound + part.lowerBound)..<(source.lowerBound + part.upperBound))
        : text.range
    }
  }

  /// Parses a part of a line, given in UTF-8 offsets of its text.
  package init(
    parsing part: Range<Int>, of line: ManifestLine, macro: (String) -> String? = { _ in nil }
  ) throws(DiagnosticError) {
    let all = Array(line.text.utf8)
    let part = part.clamped(to: 0..<all.count)
    try self.init(Array(all[part]), macro: macro) { inner in
      line.range(of: (part.lowerBound + inner.lowerBound)..<(part.lowerBound + inner.upperBound))
    }
  }

  private init(
    _ bytes: [UInt8], macro: (String) -> String?, place: @escaping (Range<Int>) -> SourceRange
  ) throws(DiagnosticError) {
    let text = try Self.replacingMacros(in: bytes, macro, place)
    let located = { (part: Range<Int>) in place(text.source(of: part)) }
    var parser = ExpressionParser(text.bytes, place: located)
    steps = try parser.parse()
  }

  /// Macros whose values count as text even without quotation marks.
  private static let textMacros: Set<String> = ["TARGET", "TOOL_CHAIN_TAG", "ARCH", "FAMILY"]

  private static func replacingMacros(
    in bytes: [UInt8], _ macro: (String) -> String?, _ place: @escaping (Range<Int>) -> SourceRange
  ) throws(DiagnosticError) -> MappedText {
    let text = MappedText(bytes, at: 0..<bytes.count)
    do {
      return try text.replacingMacros(isName: { !$0.isEmpty }) { name, position in
        guard let value = macro(name) else { return "0" }
        if !position.isQuoted, !textMacros.contains(name), followsIn(position.before) {
          throw DiagnosticError(.expressionInOperand(name, at: place(position.source)))
        }
        if position.isQuoted { return value }
        if textMacros.contains(name) { return "\"\(value)\"" }
        return value.utf8.allSatisfy(\.isBlank) ? "\"\"" : value
      }
    } catch let error as DiagnosticError {
      throw error
    } catch {
      throw DiagnosticError(.macroEndless(at: place(0..<bytes.count)))
    }
  }

  /// Whether the operator IN stands right before.
  private static func followsIn(_ before: ArraySlice<UInt8>) -> Bool {
    let inside = before.trimmedBounds(before.startIndex..<before.endIndex)
    let word = before[inside].suffix(2)
    guard word.elementsEqual("IN".utf8) || word.elementsEqual("in".utf8) else { return false }
    return inside.count == 2 || before[inside.upperBound - 3].isBlank
  }
}
