package import Bytes

/// What an action has written, and under which digests the contents are stored.
package struct ActionResult: Equatable, Sendable {
  /// An output.
  package struct File: Equatable, Sendable {
    /// The path, independent of the place of the build; see `PortablePaths`.
    package var path: String
    package var digest: Digest
    /// In bytes.
    package var size: Int
    package var isExecutable: Bool

    package init(path: String, digest: Digest, size: Int, isExecutable: Bool) {
      self.path = path
      self.digest = digest
      self.size = size
      self.isExecutable = isExecutable
    }
  }

  package var files: [File]
  /// Further bytes; the meaning is the key's.
  package var attachment: [UInt8]

  package init(files: [File], attachment: [UInt8] = []) {
    self.files = files
    self.attachment = attachment
  }
}

/// The message `ActionResult` of the Remote Execution API (build.bazel.remote.execution.v2), so that servers that
/// check entries accept kiln's: `output_files` is field 2, `stdout_raw` 5, `stderr_raw` 7. `stderr_raw` has a digest of
/// the key and of everything before it, so that a damaged entry, or one of another key, is recognised.
extension ActionResult {
  package func encoded(for key: Digest) -> [UInt8] {
    var message = ProtobufWriter()
    for file in files {
      var digest = ProtobufWriter()
      digest.write(1, file.digest.text.utf8)
      digest.write(2, UInt64(file.size))
      var entry = ProtobufWriter()
      entry.write(1, file.path.utf8)
      entry.write(2, digest.bytes)
      if file.isExecutable { entry.write(4, 1) }
      message.write(2, entry.bytes)
    }
    if !attachment.isEmpty { message.write(5, attachment) }
    let seal = Self.seal(key, message.bytes)
    message.write(7, seal)
    return message.bytes
  }

  /// Why bytes are no result.
  package enum Unreadable: Error, Equatable, Sendable {
    /// They are no entry of the key, or not all of it.
    case damaged
    /// The seal is that of another format.
    case ofAnotherVersion
  }

  package init(decoding bytes: [UInt8], for key: Digest) throws(Unreadable) {
    self.init(files: [])
    var reader = ProtobufReader(bytes[...])
    var isSealed = false
    while let start = reader.place, let field = reader.next() {
      guard !isSealed else { throw .damaged }
      switch (field.number, field.value) {
      case (2, .bytes(let entry)):
        guard let file = File(decoding: entry) else { throw .damaged }
        files.append(file)
      case (5, .bytes(let text)): attachment = Array(text)
      case (7, .bytes(let seal)):
        guard Array(seal) == Self.seal(key, Array(bytes[..<start])) else {
          throw Self.isOfAnotherVersion(seal) ? .ofAnotherVersion : .damaged
        }
        isSealed = true
      default: continue
      }
    }
    guard isSealed, !reader.isDamaged else { throw .damaged }
  }

  /// Of this version's format. A format that differs has another number.
  private static let version = 1

  private static func seal(_ key: Digest, _ bytes: [UInt8]) -> [UInt8] {
    Array("kiln \(version) \(Digest(of: key.bytes + bytes).text)".utf8)
  }

  private static func isOfAnotherVersion(_ seal: ArraySlice<UInt8>) -> Bool {
    let words = seal.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    guard words.count >= 2, words[0] == "kiln", let number = Int(words[1]) else { return false }
    return number != version
  }
}

extension ActionResult.File {
  fileprivate init?(decoding bytes: ArraySlice<UInt8>) {
    var reader = ProtobufReader(bytes)
    var (path, isExecutable): (String?, Bool) = (nil, false)
    var digest: (value: Digest, size: Int)?
    while let field = reader.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let text)): path = String(validating: text, as: UTF8.self)
      case (2, .bytes(let part)): digest = Self.digest(decoding: part)
      case (4, .number(let flag)): isExecutable = flag != 0
      default: continue
      }
    }
    guard !reader.isDamaged, let path, let digest else { return nil }
    self.init(path: path, digest: digest.value, size: digest.size, isExecutable: isExecutable)
  }

  private static func digest(decoding bytes: ArraySlice<UInt8>) -> (value: Digest, size: Int)? {
    var reader = ProtobufReader(bytes)
    var (value, size): (Digest?, Int) = (nil, 0)
    while let field = reader.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let text)): value = Digest(text: String(decoding: text, as: UTF8.self))
      case (2, .number(let count)): size = Int(clamping: count)
      default: continue
      }
    }
    return reader.isDamaged ? nil : value.map { ($0, size) }
  }
}
