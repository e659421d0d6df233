package import Diagnostics

/// The text of a size history: one record per line, usually the oldest first.
///
/// A line that is not a record is skipped with a warning, so that one damaged line costs one record.
package struct SizeHistoryText {
  /// In the order of the file.
  package private(set) var records: [SizeRecord] = []
  package private(set) var warnings: [Diagnostic] = []

  /// How many damaged lines are reported individually.
  private static let shown = 20

  package init(parsing file: SourceFile) {
    var damaged = 0
    var start = 0
    while start < file.bytes.count {
      let end = file.bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? file.bytes.count
      let line = file.bytes[start..<end]
      if !line.allSatisfy(\.isBlank) {
        do throws(SizeRecordLine.Fault) {
          records.append(try SizeRecordLine.decode(line))
        } catch {
          damaged += 1
          if damaged <= Self.shown {
            warnings.append(.historyLineCorrupt(SourceRange(file, start..<start + 1), reason: error.reason))
          }
        }
      }
      start = end + 1
    }
    if damaged > Self.shown { warnings.append(.historyLinesCorrupt(file.path, more: damaged - Self.shown)) }
  }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0D }
}

extension Diagnostic {
  static func historyLineCorrupt(_ range: SourceRange, reason: String) -> Diagnostic {
    Diagnostic(
      .historyLineCorrupt, .warning, at: .source(range), "this line is not a record: \(reason)",
      fix: "repair or remove the line; kiln ignores it and leaves it as it is")
  }

  static func historyLinesCorrupt(_ path: String, more: Int) -> Diagnostic {
    Diagnostic(
      .historyLineCorrupt, .warning, at: .file(path), "\(more) more lines are not records",
      fix: "check that the file is a size history")
  }
}
