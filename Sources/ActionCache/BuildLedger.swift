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

  private static let head = "kiln build ledger 1"

  /// Lines: `f SIGNATURE DIGEST PATH` for a file, `t` for one that mentions the time, `r NUMBER…` for a read set of these files, `a KEY SET OUTPUT` for an
  /// action, each followed by `o DIGEST SIZE MODE PATH` for its outputs.
  package var bytes: [UInt8] {
    var text = Self.head + "\n"
    text.reserveCapacity(files.count * 200)
    var numbers: [String: Int] = [:]
    for (path, entry) in files.sorted(by: { $0.key < $1.key }) where Self.isWritable(path) {
      numbers[path] = numbers.count
      text +=
        "\(entry.mentionsTime ? "t" : "f") \(entry.signature.text) \(entry.digest?.text ?? "-") \(path)\n"
    }
    var sets: [[String]: Int] = [:]
    for (output, entry) in entries.sorted(by: { $0.key < $1.key }) {
      // An entry with a file that cannot be written would be another one when it is read.
      let reads = entry.reads.compactMap { numbers[$0] }
      guard reads.count == entry.reads.count,
        ([output] + entry.outputs.map(\.path)).allSatisfy(Self.isWritable)
      else { continue }
      if sets[entry.reads] == nil {
        sets[entry.reads] = sets.count
        text += "r \(reads.map(String.init).joined(separator: " "))\n"
      }
      text += "a \(entry.key.text) \(sets[entry.reads] ?? 0) \(output)\n"
      for file in entry.outputs {
        text += "o \(file.digest.text) \(file.size) \(file.isExecutable ? "x" : "-") \(file.path)\n"
      }
    }
    return Array((text + "end\n").utf8)
  }

  private static func isWritable(_ path: String) -> Bool { !path.utf8.contains(UInt8(ascii: "\n")) }

  /// nil unless the bytes are a complete ledger.
  package init?(parsing bytes: [UInt8]) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
    guard lines.first.map({ $0.elementsEqual(Self.head.utf8) }) == true,
      lines.last?.elementsEqual("end".utf8) == true
    else { return nil }
    var paths: [String] = []
    var sets: [[String]] = []
    var output: String?
    for line in lines.dropFirst().dropLast() {
      var words = Words(line)
      let kind = words.next()
      switch kind {
      case "f", "t":
        guard let signature = words.next().flatMap({ FileSignature(text: $0[...]) }),
          let digest = words.next(),
          let path = words.rest
        else { return nil }
        let value = Digest(text: digest)
        if value == nil, digest != "-" { return nil }
        paths.append(path)
        files[path] = FileDigests.Entry(signature: signature, digest: value, mentionsTime: kind == "t")
      case "r":
        var set: [String] = []
        while let word = words.next() {
          guard let number = Int(word), paths.indices.contains(number) else { return nil }
          set.append(paths[number])
        }
        sets.append(set)
      case "a":
        guard let key = words.next().flatMap({ Digest(text: $0) }),
          let number = words.next().flatMap({ Int($0) }),
          sets.indices.contains(number), let path = words.rest
        else { return nil }
        entries[path] = Entry(key: key, reads: sets[number], outputs: [])
        output = path
      case "o":
        guard let digest = words.next().flatMap({ Digest(text: $0) }),
          let size = words.next().flatMap({ Int($0) }),
          let mode = words.next(), let path = words.rest, let output
        else { return nil }
        entries[output]?.outputs.append(
          ActionResult.File(path: path, digest: digest, size: size, isExecutable: mode == "x"))
      default: return nil
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
