import Bytes
import Host

/// Writes a ledger line by line, so that a build can add each action when it has run.
///
/// Lines: `f SIGNATURE DIGEST PATH` for a file, `t` for one that mentions the time, `r NUMBER…` for a read set of these files,
/// `o DIGEST SIZE MODE PATH` for an output, and `a KEY SET OUTPUT` for the action that has written the outputs before it. A
/// later line about a file or an action replaces an earlier one.
package struct LedgerWriter: Sendable {
  static let head = "kiln build ledger 1"

  private var numbers: [String: (number: Int, entry: FileDigests.Entry)] = [:]
  private var count = 0
  private var sets: [[Int]: Int] = [:]

  package init() {}

  /// The first line.
  package var start: String { Self.head + "\n" }

  /// The line of a file; empty if it is known already, or cannot be written.
  package mutating func lines(_ path: String, _ entry: FileDigests.Entry) -> String {
    if numbers[path]?.entry == entry || !Self.isWritable(path) { return "" }
    numbers[path] = (count, entry)
    count += 1
    let kind = entry.mentionsTime ? "t" : "f"
    return "\(kind) \(entry.signature.text) \(entry.digest?.text ?? "-") \(path)\n"
  }

  /// The lines of an action and of the files that it has read and written; nil if one of them is unknown, or cannot be
  /// written: without it the entry would be another one.
  package mutating func lines(
    _ output: String, _ entry: BuildLedger.Entry, _ file: (String) -> FileDigests.Entry?
  ) -> String? {
    guard ([output] + entry.outputs.map(\.path)).allSatisfy(Self.isWritable) else { return nil }
    var text = ""
    for path in entry.reads + entry.outputs.map(\.path) {
      if let known = file(path) { text += lines(path, known) }
    }
    let reads = entry.reads.compactMap { numbers[$0]?.number }
    guard reads.count == entry.reads.count else { return nil }
    if sets[reads] == nil {
      sets[reads] = sets.count
      text += "r \(reads.map(String.init).joined(separator: " "))\n"
    }
    for file in entry.outputs {
      text += "o \(file.digest.text) \(file.size) \(file.isExecutable ? "x" : "-") \(file.path)\n"
    }
    return text + "a \(entry.key.text) \(sets[reads] ?? 0) \(output)\n"
  }

  private static func isWritable(_ path: String) -> Bool { !path.utf8.contains(UInt8(ascii: "\n")) }
}
