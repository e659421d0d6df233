/// Turns what a terminal would get into plain text, however the bytes are cut into chunks.
///
/// Escape sequences (ECMA-48, 5.3 to 5.6) and control characters go. Firmware paints its console: it
/// moves the cursor where others end a line, so a cursor movement or a cleared screen ends one here.
struct TerminalFilter: Sendable {
  private enum State: Sendable {
    case text
    /// Behind ESC.
    case escape
    /// Behind `ESC [`, until a final byte.
    case controlSequence
    /// Behind `ESC ]` and its like, until BEL or `ESC \`.
    case string
    /// Behind an ESC in a string.
    case stringEscape
  }

  private static let bell: UInt8 = 0x07
  private static let escape: UInt8 = 0x1B

  private var state = State.text
  private var endsLine = true

  /// What `byte` adds to the text: itself, a line end, or nothing.
  mutating func text(from byte: UInt8) -> UInt8? {
    switch state {
    case .text: return visible(byte)
    case .escape:
      switch byte {
      case UInt8(ascii: "["): state = .controlSequence
      case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
        state = .string
      // Intermediate bytes: the final one is still to come.
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
      // Not a control sequence after all.
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

  /// A line end, unless the line is still empty.
  private mutating func lineEnd() -> UInt8? {
    guard !endsLine else { return nil }
    endsLine = true
    return UInt8(ascii: "\n")
  }
}
