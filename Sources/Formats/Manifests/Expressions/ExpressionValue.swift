package import Bytes

/// What an expression comes to (EDK II DSC Specification, 2.2.9 "Expressions").
package enum ExpressionValue: Hashable, Sendable {
  case boolean(Bool)
  /// Wide enough for every UINT64 and for what `~` and `-` make of one.
  case number(Int128)
  /// The text between the quotation marks, backslashes as they were written.
  case string(String, StringForm)
  /// A C array such as `{0x00, 0x01}`.
  case bytes([UInt8])
  case guid(GUID)

  /// How a string was written; only strings of the same width compare.
  package enum StringForm: Hashable, Sendable {
    /// `"…"` or a bare word: they are the same to `==`. With a NUL behind it when it becomes bytes.
    case plain
    /// `L"…"`: UCS-2, with a NUL behind it when it becomes bytes.
    case wide
    /// `'…'`: no NUL.
    case character
    /// `L'…'`: UCS-2, no NUL.
    case wideCharacter

    var isWide: Bool { self == .wide || self == .wideCharacter }
  }

  /// Whether `!if` takes the branch: everything but FALSE, 0, `""` and `L""`.
  package var isTrue: Bool {
    switch self {
    case .boolean(let value): value
    case .number(let value): value != 0
    case .string(let text, let form): !text.isEmpty || !(form == .plain || form == .wide)
    case .bytes, .guid: true
    }
  }

  /// The number that a numeric PCD or a size gets: TRUE is 1, FALSE is 0; nil for text and arrays.
  package var number: Int128? {
    switch self {
    case .boolean(let value): value ? 1 : 0
    case .number(let value): value
    case .string, .bytes, .guid: nil
    }
  }

  /// The value as an expression that comes to it again.
  package var text: String {
    switch self {
    case .boolean(let value): value ? "TRUE" : "FALSE"
    case .number(let value): String(value)
    case .string(let text, .plain): "\"\(text)\""
    case .string(let text, .wide): "L\"\(text)\""
    case .string(let text, .character): "'\(text)'"
    case .string(let text, .wideCharacter): "L'\(text)'"
    case .bytes(let bytes):
      "{" + bytes.map { "0x" + String($0, radix: 16, uppercase: true) }.joined(separator: ", ") + "}"
    case .guid(let guid): guid.description
    }
  }
}
