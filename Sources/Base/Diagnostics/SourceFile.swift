import Synchronization

/// One reading of a text file: its path, its bytes, and the `!include` that included it.
///
/// A file that is included twice is two values, so that a place in it has an include stack.
package final class SourceFile: Sendable {
  /// The path as a user would type it: relative to the workspace or the working folder if possible.
  package let path: String
  package let bytes: [UInt8]
  /// The directive that included this file; nil for a file named by a user or a manifest.
  package let includedFrom: SourceRange?
  private let lines = AtomicLazyReference<LineStarts>()

  package init(path: String, bytes: [UInt8], includedFrom: SourceRange? = nil) {
    self.path = path
    self.bytes = bytes
    self.includedFrom = includedFrom
  }

  /// The number of nested `!include`s; 0 for a top-level file.
  package var includeDepth: Int { includeStack.count }

  /// The chain of including directives, the nearest first.
  package var includeStack: [SourceRange] {
    var stack: [SourceRange] = []
    var next = includedFrom
    while let range = next {
      stack.append(range)
      next = range.file.includedFrom
    }
    return stack
  }

  /// The line and column of `offset`, from 1, the column in bytes.
  package func position(at offset: Int) -> (line: Int, column: Int) {
    let inside = min(max(0, offset), bytes.count)
    let starts = lineStarts
    let line = starts.partitioningIndex { $0 > inside }
    return (line, inside - starts[line - 1] + 1)
  }

  /// Computed when it is first asked for. Several threads may ask.
  private var lineStarts: [Int] {
    (lines.load() ?? lines.storeIfNil(LineStarts(of: bytes))).offsets
  }

  /// The text of the line that contains `offset`, without the newline.
  package func line(at offset: Int) -> String {
    let inside = min(max(0, offset), bytes.count)
    let start = bytes[..<inside].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let end = bytes[inside...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let text = bytes[start..<end]
    return String(decoding: text.last == UInt8(ascii: "\r") ? text.dropLast() : text, as: UTF8.self)
  }
}

/// A range of bytes in a source file: the place of a fact.
package struct SourceRange: Sendable {
  package let file: SourceFile
  /// Byte offsets in `file.bytes`.
  package let bytes: Range<Int>

  package init(_ file: SourceFile, _ bytes: Range<Int>) {
    self.file = file
    self.bytes = bytes
  }

  /// From 1.
  package var line: Int { file.position(at: bytes.lowerBound).line }
  /// From 1, in bytes.
  package var column: Int { file.position(at: bytes.lowerBound).column }
}

extension SourceRange {
  /// Whether both are in one reading of a file, so that they have the same include stack, too.
  package func isIdentical(to other: SourceRange) -> Bool { file === other.file && bytes == other.bytes }
}

extension SourceRange: Hashable {
  package static func == (left: SourceRange, right: SourceRange) -> Bool {
    left.bytes == right.bytes && (left.file === right.file || left.file.path == right.file.path)
  }

  package func hash(into hasher: inout Hasher) {
    // Ranges in several files seldom have the same offsets; hashing paths would cost more than comparing a few.
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

/// Where the lines of a file start.
private final class LineStarts: Sendable {
  /// In ascending order; the first is 0.
  let offsets: [Int]

  init(of bytes: [UInt8]) {
    var offsets = [0]
    bytes.withUnsafeBufferPointer { bytes in
      for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") { offsets.append(index + 1) }
    }
    self.offsets = offsets
  }
}

extension [Int] {
  /// The first index whose element satisfies `isBehind`, which holds for no element before one for which it holds.
  fileprivate func partitioningIndex(where isBehind: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
