import Manifests
import PlatformModel

/// The names in `STRING_TOKEN(…)` and `IMAGE_TOKEN(…)` of a module's sources.
///
/// edk2 searches every file of [Sources], including comments and inactive code. A string or image that no
/// source names is not stored.
struct ReferencedTokens {
  private(set) var names: Set<String> = []

  /// Reads the sources, except those that do not exist or have an extension in `skipped` (lower case, without
  /// the dot).
  init(_ word: StaticString, of module: BuildModule, skipping skipped: Set<String>, files: ModuleFiles) {
    let scanner = TokenScanner(word)
    for source in module.sources where !skipped.contains(source.fileExtension.lowercased()) {
      guard case .bytes(let bytes, _) = files.read(source.path) else { continue }
      scanner.scan(bytes) { names.insert(String(decoding: $0, as: UTF8.self)) }
    }
  }
}

/// Finds `WORD(NAME)` in the bytes of a source. Blanks are allowed before both parentheses, but not after the
/// first. A name has capital letters, digits and underscores.
struct TokenScanner {
  private let word: [UInt8]
  /// The shift for each last byte (Horspool).
  private let steps: [Int]

  init(_ word: StaticString) {
    self.word = word.withUTF8Buffer { Array($0) }
    var steps = Array(repeating: self.word.count, count: 256)
    for (index, byte) in self.word.dropLast().enumerated() { steps[Int(byte)] = self.word.count - 1 - index }
    self.steps = steps
  }

  func scan(_ bytes: [UInt8], found: (Slice<UnsafeBufferPointer<UInt8>>) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      steps.withUnsafeBufferPointer { steps in
        guard let last = word.last else { return }
        var end = word.count - 1
        while end < bytes.count {
          let byte = bytes[end]
          let start = end - word.count + 1
          guard byte == last, bytes[start...end].elementsEqual(word) else {
            end += steps[Int(byte)]
            continue
          }
          if let name = Self.name(behind: end + 1, in: bytes) {
            found(bytes[name])
            end = name.upperBound + word.count
          } else {
            end += 1
          }
        }
      }
    }
  }

  private static func name(behind start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    func skip(_ index: inout Int, while matches: (UInt8) -> Bool) {
      while index < bytes.count, matches(bytes[index]) { index += 1 }
    }
    var index = start
    skip(&index) { $0 == UInt8(ascii: " ") }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "(") else { return nil }
    index += 1
    let first = index
    skip(&index) { ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x5F }
    let name = first..<index
    skip(&index) { $0 == UInt8(ascii: " ") }
    guard !name.isEmpty, index < bytes.count, bytes[index] == UInt8(ascii: ")") else { return nil }
    return name
  }
}
