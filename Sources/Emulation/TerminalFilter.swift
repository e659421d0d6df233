/// Converts terminal output to plain text. The bytes can be passed in chunks of any size.
///
/// Escape sequences (ECMA-48, 5.3 to 5.6) and control characters are removed. Firmware often moves the cursor
/// instead of ending a line, so a cursor movement or a cleared screen is a line end here.
struct TerminalFilter: Sendable {
  private enum State: Sendable {
    case text
    /// After ESC.
    case escape
    /// After `ESC [`, until the final byte.
    case controlSequence
    /// After `ESC ]` and similar, until BEL or `ESC \`.
    case string
    /// After an ESC in a string.
    case stringEscape
  }

  private static let bell: UInt8 = 0x07
  private static let escape: UInt8 = 0x1B

  private var state = State.text
  private var endsLine = true

  /// The text for `byte`: the byte itself, a line feed, or nil.
  mutating func text(from byte: UInt8) -> UInt8? {
    switch state {
    case .text: return visible(byte)
    case .escape:
      switch byte {
      case UInt8(ascii: "["): state = .controlSequence
      case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
        state = .string
      // An intermediate byte; the final byte follows.
      case 0x20...0x2F: break
      default: state = .text
      }
    case .controlSequence:
      switch byte {
      case 0x20...0x3F: break
      case UInt8(ascii: "H"), UInt8(ascii: "f"), UInt8(ascii: "J"):
        state = .text
        return lineEnd()
      case 0x40...0x7E: state = .text
      // Not a control sequence.
      default:
        state = .text
        return visible(byte)
      }
    case .string:
      if byte == Self.bell { state = .text } else if byte == Self.escape { state = .stringEscape }
    case .stringEscape: state = byte == UInt8(ascii: "\\") ? .text : .string
    }
    return nil
  }

  private mutating func visible(_ byte: UInt8) -> UInt8? {
    switch byte {
    case Self.escape:
      state = .escape
      return nil
    case UInt8(ascii: "\n"):
      endsLine = true
      return byte
    case UInt8(ascii: "\t"), 0x20...0x7E, 0x80...:
      endsLine = false
      return byte
    default: return nil
    }
  }

  /// A line feed, unless the line is empty.
  private mutating func lineEnd() -> UInt8? {
    guard !endsLine else { return nil }
    endsLine = true
    return UInt8(ascii: "\n")
  }
}
