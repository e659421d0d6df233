/// The SHA-256 of some bytes, as a value that names them (FIPS 180-4, 6.2).
package struct Digest: Hashable, Sendable {
  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64

  package init(of bytes: some Collection<UInt8>) {
    let value = SHA256.digest(bytes)
    first = Self.word(value[0..<8])
    second = Self.word(value[8..<16])
    third = Self.word(value[16..<24])
    fourth = Self.word(value[24..<32])
  }

  /// nil unless the text is 64 hexadecimal digits.
  package init?(text: some StringProtocol) {
    let digits = Array(text.utf8)
    guard digits.count == 64 else { return nil }
    var words: [UInt64] = []
    for start in stride(from: 0, to: 64, by: 16) {
      let part = digits[start..<start + 16]
      guard !part.contains(UInt8(ascii: "+")), !part.contains(UInt8(ascii: "-")),
        let word = UInt64(String(decoding: part, as: UTF8.self), radix: 16)
      else { return nil }
      words.append(word)
    }
    (first, second, third, fourth) = (words[0], words[1], words[2], words[3])
  }

  /// 32 bytes.
  package var bytes: [UInt8] {
    [first, second, third, fourth].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
    }
  }

  /// 64 hexadecimal digits in small letters.
  package var text: String { bytes.hexadecimalDigits }

  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
