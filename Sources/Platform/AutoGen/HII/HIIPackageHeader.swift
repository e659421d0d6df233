import Bytes

/// The header of every HII package (UEFI 2.10, 33.3.1): the total length in 24 bits, and the type.
struct HIIPackageHeader {
  /// The maximum length, which is stored in 24 bits.
  static let longest = 0xFF_FFFF

  enum Kind: UInt8 {
    case strings = 0x04
    case images = 0x06
  }

  let kind: Kind
  /// Length in bytes, header included; at most `longest`.
  let length: Int

  func write(to writer: inout ByteWriter) {
    writer.write(UInt32(truncatingIfNeeded: length) & 0xFF_FFFF | UInt32(kind.rawValue) << 24)
  }
}
