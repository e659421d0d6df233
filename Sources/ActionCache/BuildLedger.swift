package import Bytes
import Host

/// What the actions of a build folder wrote last, and from what: the next build runs those of which something differs.
///
/// A ledger that is missing or damaged is empty: all actions run, or are found in the cache.
package struct BuildLedger: Equatable, Sendable {
  package struct Entry: Equatable, Sendable {
    /// Of everything that decides the result, the files of the read set among it.
    package var key: Digest
    /// Absolute, in the order of the read set.
    package var reads: [String]
    /// What was written; the paths are absolute.
    package var outputs: [ActionResult.File]

    package init(key: Digest, reads: [String], outputs: [ActionResult.File]) {
      self.key = key
      self.reads = reads
      self.outputs = outputs
    }
  }

  /// In the build folder.
  package static let fileName = "kiln.ledger"

  /// By the action's main output.
  package var entries: [String: Entry] = [:]
  /// Digests of files when they were last looked at.
  package var files: [String: FileDigests.Entry] = [:]

  package init() {}

  /// Takes over what was recorded later.
  package mutating func add(_ later: BuildLedger) {
    entries.merge(later.entries) { $1 }
    files.merge(later.files) { $1 }
  }

  package var bytes: [UInt8] {
    var writer = LedgerWriter()
    var text = writer.start
    for (path, entry) in files.sorted(by: { $0.key < $1.key }) { text += writer.lines(path, entry) }
    for (output, entry) in entries.sorted(by: { $0.key < $1.key }) {
      text += writer.lines(output, entry) { files[$0] } ?? ""
    }
    return Array(text.utf8)
  }

  /// What the bytes have up to the first line that is none of a ledger, such as one that a build that was killed has left
  /// unfinished; nil if they are no ledger at all.
  package init?(parsing bytes: [UInt8]) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // What is behind the last newline is not a whole line.
    lines.removeLast()
    guard lines.first?.elementsEqual(LedgerWriter.head.utf8) == true else { return nil }
    var paths: [String] = []
    var sets: [[String]] = []
    var outputs: [ActionResult.File] = []
    for line in lines.dropFirst() {
      var words = Words(line)
      let kind = words.next()
      switch kind {
      case "f", "t":
        guard let signature = words.next().flatMap({ FileSignature(text: $0[...]) }),
          let digest = words.next(),
          let path = words.rest
        else { return }
        let value = Digest(text: digest)
        if value == nil, digest != "-" { return }
        paths.append(path)
        files[path] = FileDigests.Entry(signature: signature, digest: value, mentionsTime: kind == "t")
      case "r":
        var set: [String] = []
        while let word = words.next() {
          guard let number = Int(word), paths.indices.contains(number) else { return }
          set.append(paths[number])
        }
        sets.append(set)
      case "a":
        guard let key = words.next().flatMap({ Digest(text: $0) }),
          let number = words.next().flatMap({ Int($0) }),
          sets.indices.contains(number), let path = words.rest
        else { return }
        entries[path] = Entry(key: key, reads: sets[number], outputs: outputs)
        outputs = []
      case "o":
        guard let digest = words.next().flatMap({ Digest(text: $0) }),
          let size = words.next().flatMap({ Int($0) }),
          let mode = words.next(), let path = words.rest
        else { return }
        outputs.append(
          ActionResult.File(path: path, digest: digest, size: size, isExecutable: mode == "x"))
      default: return
      }
    }
  }

  private struct Words {
    private var bytes: ArraySlice<UInt8>

    init(_ line: ArraySlice<UInt8>) { bytes = line }

    mutating func next() -> String? {
      guard !bytes.isEmpty else { return nil }
      let word = bytes.prefix { $0 != UInt8(ascii: " ") }
      bytes = bytes.dropFirst(word.count + 1)
      return String(decoding: word, as: UTF8.self)
    }

    /// What is left, with blanks.
    var rest: String? { bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
  }
}
