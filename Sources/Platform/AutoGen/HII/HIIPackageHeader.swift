import Bytes

/// What every HII package starts with (UEFI 2.10, 33.3.1): the length of it all in 24 bits, the type.
struct HIIPackageHeader {
  /// What 24 bits hold.
  static let longest = 0xFF_FFFF
  static let size = 4

  enum Kind: UInt8 {
    case strings = 0x04
    case images = 0x06
  }

  let kind: Kind
  /// In bytes, header included; at most `longest`.
  let length: Int

  func write(to writer: inout ByteWriter) {
    writer.write(UInt32(truncatingIfNeeded: length) & 0xFF_FFFF | UInt32(kind.rawValue) << 24)
  }
}
