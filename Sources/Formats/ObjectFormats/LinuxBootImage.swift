import Bytes

/// A Linux kernel for x86 in the "bzImage" format of distributions: setup code, then a program that unpacks the
/// compressed kernel (Linux, `arch/x86/boot.rst`, protocol 2.08 and later).
package struct LinuxBootImage: Sendable {
  package enum Failure: Error, Equatable, Sendable {
    /// There is no `HdrS` at 0x202.
    case noSignature
    /// The boot protocol is older than 2.08 and does not give the offset of the kernel.
    case oldProtocol(UInt16)
    /// The compressed kernel reaches beyond the end of the file.
    case truncated
  }

  /// The compressed kernel, whose format its first bytes show. A 32-bit size may follow it.
  package let payload: ArraySlice<UInt8>

  private static let sectorSize = 512
  private static let signature: UInt32 = 0x5372_6448
  private static let leastProtocol: UInt16 = 0x0208
  /// The number of setup sectors if the header has 0.
  private static let defaultSetupSectors = 4

  package init(parsing bytes: ArraySlice<UInt8>) throws(Failure) {
    guard let signature = Self.field(UInt32.self, at: 0x202, of: bytes), signature == Self.signature,
      let version = Self.field(UInt16.self, at: 0x206, of: bytes)
    else { throw .noSignature }
    guard version >= Self.leastProtocol else { throw .oldProtocol(version) }
    guard let sectors = Self.field(UInt8.self, at: 0x1F1, of: bytes),
      let offset = Self.field(UInt32.self, at: 0x248, of: bytes),
      let length = Self.field(UInt32.self, at: 0x24C, of: bytes)
    else { throw .truncated }
    let setupSectors = sectors == 0 ? Self.defaultSetupSectors : Int(sectors)
    // The setup code follows the boot sector.
    let start = (setupSectors + 1) * Self.sectorSize + Int(offset)
    guard start <= bytes.count, Int(length) <= bytes.count - start else { throw .truncated }
    payload = bytes.dropFirst(start).prefix(Int(length))
  }

  private static func field<I: FixedWidthInteger>(
    _: I.Type, at offset: Int, of bytes: ArraySlice<UInt8>
  ) -> I? {
    var reader = ByteReader(bytes.dropFirst(offset))
    return try? reader.read(I.self)
  }
}
