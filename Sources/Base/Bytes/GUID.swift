private import CLibUUID

/// A globally unique identifier, stored as its 16 bytes in the order of the text form.
///
/// Firmware stores GUIDs mixed-endian (UEFI 2.10, appendix A): the first three fields little-endian, the last
/// eight bytes in the order of the text. `mixedEndianBytes` and `init(mixedEndian:)` convert.
package struct GUID: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  private init(bigEndian bytes: some Sequence<UInt8>) {
    var words: (UInt64, UInt64) = (0, 0)
    for (index, byte) in bytes.enumerated() {
      if index < 8 { words.0 = words.0 << 8 | UInt64(byte) } else { words.1 = words.1 << 8 | UInt64(byte) }
    }
    (high, low) = words
  }

  private var bigEndianBytes: [UInt8] {
    (0..<16).map { UInt8(truncatingIfNeeded: ($0 < 8 ? high : low) >> UInt64(56 - 8 * ($0 % 8))) }
  }

  /// For each byte of the stored form its index in the text form; the permutation is its own inverse.
  private static let mixedEndianOrder = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]

  /// Reads 16 stored bytes; missing ones count as zero, more than 16 are ignored.
  package init(mixedEndian stored: ArraySlice<UInt8>) {
    let bytes = Array(stored.prefix(16)) + Array(repeating: 0, count: max(0, 16 - stored.count))
    self.init(bigEndian: Self.mixedEndianOrder.map { bytes[$0] })
  }

  /// The 16 bytes as firmware stores them.
  package var mixedEndianBytes: [UInt8] {
    let bytes = bigEndianBytes
    return Self.mixedEndianOrder.map { bytes[$0] }
  }

  /// Parses the registry form, `8-4-4-4-12` hexadecimal digits in either case; nil for other text.
  package init?(_ text: some StringProtocol) {
    var parsed = [UInt8](repeating: 0, count: 16)
    guard text.utf8.count == 36, uuid_parse(String(text), &parsed) == 0 else { return nil }
    self.init(bigEndian: parsed)
  }

  /// A random GUID (RFC 9562, version 4).
  package static func random() -> GUID {
    var bytes = [UInt8](repeating: 0, count: 16)
    uuid_generate_random(&bytes)
    return GUID(bigEndian: bytes)
  }

  /// The name-based GUID (RFC 9562, version 5, SHA-1) of `name` in this GUID's name space.
  package func named(_ name: String) -> GUID {
    var bytes = [UInt8](repeating: 0, count: 16)
    let space = bigEndianBytes
    uuid_generate_sha1(&bytes, space, name, name.utf8.count)
    return GUID(bigEndian: bytes)
  }

  package static let zero = GUID(bigEndian: [])
}

extension GUID: CustomStringConvertible {
  /// The registry form in upper case, as edk2 prints it.
  package var description: String {
    var text = [CChar](repeating: 0, count: 37)
    uuid_unparse_upper(bigEndianBytes, &text)
    return String(decoding: text.prefix(36).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension GUID: Comparable {
  package static func < (left: GUID, right: GUID) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

extension GUID: ExpressibleByStringLiteral {
  /// For GUIDs that a specification defines. An invalid literal becomes `zero`, which tests detect.
  package init(stringLiteral text: String) {
    self = GUID(text) ?? .zero
  }
}
