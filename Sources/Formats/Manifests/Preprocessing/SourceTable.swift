package import Diagnostics
import Synchronization

/// The files that the readings of one run have in common: one value for each path and including line, as long as the
/// contents are the same. So places in two readings are the same place if they refer to the same value.
///
/// Several threads may use one table.
package final class SourceTable: Sendable {
  private struct Key: Hashable {
    let path: String
    let includer: ObjectIdentifier?
    let line: Range<Int>?
  }

  private struct LinesKey: Hashable {
    let file: ObjectIdentifier
    let dialect: Preprocessor.Dialect
  }

  private let files = Mutex<[Key: SourceFile]>([:])
  /// With the file, so that the identity stays its own.
  private let lines = Mutex<[LinesKey: (file: SourceFile, lines: [SourceLineReader.Line])]>([:])

  package init() {}

  /// The value for a file that was just read.
  package func file(path: String, bytes: [UInt8], includedFrom: SourceRange? = nil) -> SourceFile {
    let key = Key(
      path: path, includer: includedFrom.map { ObjectIdentifier($0.file) }, line: includedFrom?.bytes)
    if let known = files.withLock({ $0[key] }), known.bytes == bytes { return known }
    let new = SourceFile(path: path, bytes: bytes, includedFrom: includedFrom)
    return files.withLock { files in
      if let first = files[key], first.bytes == bytes { return first }
      files[key] = new
      return new
    }
  }

  /// The lines of a file without comments, which no configuration changes.
  func reader(of file: SourceFile, _ dialect: Preprocessor.Dialect) -> SourceLineReader {
    let key = LinesKey(file: ObjectIdentifier(file), dialect: dialect)
    if let known = lines.withLock({ $0[key] }) { return SourceLineReader(lines: known.lines, dialect) }
    var reader = SourceLineReader(file.bytes, dialect)
    var found: [SourceLineReader.Line] = []
    while let line = reader.nextLine() { found.append(line) }
    let new = found
    lines.withLock { $0[key] = (file, new) }
    return SourceLineReader(lines: new, dialect)
  }
}
