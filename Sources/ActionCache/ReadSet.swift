/// The files that an action was seen to read besides those that its command names, such as headers, in portable form.
///
/// The names do not depend on the contents: two runs of one command read the same files if all of these are unchanged.
/// So the contents of a read set decide the action's result, and a command has few different sets.
package struct ReadSet: Hashable, Sendable {
  /// Sorted, each once.
  package let paths: [String]

  package init(_ paths: some Sequence<String>) { self.paths = Set(paths).sorted() }

  /// At most so many sets of a command are kept; the newest is the first.
  package static let limit = 8

  /// The sets as the attachment of an entry: a path a line, a blank line after each set.
  package static func encode(_ sets: [ReadSet]) -> [UInt8] {
    Array(sets.prefix(limit).map { $0.paths.map { "\($0)\n" }.joined() + "\n" }.joined().utf8)
  }

  package static func decode(_ bytes: [UInt8]) -> [ReadSet] {
    var sets: [ReadSet] = []
    var paths: [String] = []
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
      if line.isEmpty {
        sets.append(ReadSet(paths))
        paths = []
      } else {
        paths.append(String(decoding: line, as: UTF8.self))
      }
    }
    return sets
  }
}
