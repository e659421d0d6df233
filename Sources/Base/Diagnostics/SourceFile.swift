/// One reading of a text file: its path, its bytes, and the `!include` that brought it in.
///
/// A file that is included twice is two values, so that a place in it always knows its include stack.
package final class SourceFile: Sendable {
  /// The path as a user would type it: relative to the workspace or the working folder where it can be.
  package let path: String
  package let bytes: [UInt8]
  /// The directive that included this file; nil for a file that was named by a user or a manifest.
  package let includedFrom: SourceRange?

  package init(path: String, bytes: [UInt8], includedFrom: SourceRange? = nil) {
    self.path = path
    self.bytes = bytes
    self.includedFrom = includedFrom
  }

  /// How many `!include`s lead here; 0 for a top-level file.
  package var includeDepth: Int { includeStack.count }

  /// The directives that lead here, the nearest first.
  package var includeStack: [SourceRange] {
    var stack: [SourceRange] = []
    var next = includedFrom
    while let range = next {
      stack.append(range)
      next = range.file.includedFrom
    }
    return stack
  }

  /// The one-based line and column (in bytes) of `offset`; computed only when somebody asks.
  package func position(at offset: Int) -> (line: Int, column: Int) {
    let before = bytes.prefix(max(0, offset))
    let line = before.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return (line, before.count - lineStart + 1)
  }

  /// The text of the line that holds `offset`, without its end.
  package func line(at offset: Int) -> String {
    let inside = min(max(0, offset), bytes.count)
    let start = bytes[..<inside].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let end = bytes[inside...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let text = bytes[start..<end]
    return String(decoding: text.last == UInt8(ascii: "\r") ? text.dropLast() : text, as: UTF8.self)
  }
}

/// A run of bytes in a source file: where a fact stands.
package struct SourceRange: Sendable {
  package let file: SourceFile
  /// Byte offsets in `file.bytes`.
  package let bytes: Range<Int>

  package init(_ file: SourceFile, _ bytes: Range<Int>) {
    self.file = file
    self.bytes = bytes
  }

  /// One-based.
  package var line: Int { file.position(at: bytes.lowerBound).line }
  /// One-based, in bytes.
  package var column: Int { file.position(at: bytes.lowerBound).column }
}

extension SourceRange: Hashable {
  package static func == (left: SourceRange, right: SourceRange) -> Bool {
    left.bytes == right.bytes && (left.file === right.file || left.file.path == right.file.path)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(file.path)
    hasher.combine(bytes)
  }
}

extension SourceRange: CustomStringConvertible {
  /// `file:line:column`.
  package var description: String {
    let position = file.position(at: bytes.lowerBound)
    return "\(file.path):\(position.line):\(position.column)"
  }
}
