import Bytes
package import Diagnostics
package import Vocabulary

/// The header by which Xen loads firmware for Arm as if it was a Linux kernel: that of an AArch64 Image (Linux,
/// `arch/arm64/booting.rst`), or that of a zImage for 32-bit Arm (`arch/arm/booting.rst`).
///
/// Numbers are little-endian. What is compared is the size of the image, and where its first instructions go.
package struct ArmImageHeader: Sendable {
  package enum Kind: Equatable, Sendable { case image, zImage }

  package let kind: Kind
  private let bytes: ArraySlice<UInt8>

  package var architecture: Architecture { kind == .image ? .aarch64 : .arm }

  /// A field by its offset from the start of the header and its width, both in bytes.
  private struct Field {
    let name: String
    let offset: Int
    let width: Int
  }

  /// Of the AArch64 header, in bytes.
  package static let size = 64
  private static let magic: UInt64 = 0x644D_5241
  private static let magicField = Field(name: "magic", offset: 56, width: 4)
  private static let textOffset = Field(name: "text_offset", offset: 8, width: 8)
  private static let imageSize = Field(name: "image_size", offset: 16, width: 8)
  private static let flags = Field(name: "flags", offset: 24, width: 8)
  /// Bit 0 of the flags: a big-endian kernel.
  private static let bigEndian: UInt64 = 1
  /// Of the address that an image is loaded to, in bytes: SEC of ArmVirtPkg relocates itself by pages.
  private static let pageSize: UInt64 = 0x1000

  private static let zImageMagic: UInt64 = 0x016F_2818
  private static let zImageMagicField = Field(name: "magic", offset: 36, width: 4)
  private static let zImageStart = Field(name: "start", offset: 40, width: 4)
  private static let zImageEnd = Field(name: "end", offset: 44, width: 4)

  /// nil for bytes without the magic number of either header.
  package init?(parsing bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    if Self.number(Self.magicField, of: bytes) == Self.magic {
      kind = .image
    } else if Self.number(Self.zImageMagicField, of: bytes) == Self.zImageMagic {
      kind = .zImage
    } else {
      return nil
    }
  }

  /// What disagrees with the image that the header is in front of.
  ///
  /// - Parameters:
  ///   - imageSize: of the whole image, in bytes.
  ///   - entry: the offset of the volume with SEC, where the first instructions have to lead; nil for an image
  ///     without volumes.
  ///   - place: the place of an offset in the image.
  package func diagnose(
    imageSize: Int, entry: Int?, at place: (_ offset: Int) -> Diagnostic.Place
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let (field, start) =
      kind == .image ? (Self.imageSize, 0) : (Self.zImageEnd, number(Self.zImageStart) ?? 0)
    if let end = number(field), end &- start != UInt64(imageSize) {
      found.append(.armImageSize(field.name, end &- start, imageSize: imageSize, at: place(field.offset)))
    }
    if let entry { found += diagnoseEntry(entry, at: place) }
    guard kind == .image else { return found }
    if let offset = number(Self.textOffset), offset % Self.pageSize != 0 {
      found.append(.armImageTextOffset(offset, at: place(Self.textOffset.offset)))
    }
    if let flags = number(Self.flags), flags & Self.bigEndian != 0 {
      found.append(.armImageBigEndian(at: place(Self.flags.offset)))
    }
    return found
  }

  private func diagnoseEntry(_ entry: Int, at place: (_ offset: Int) -> Diagnostic.Place) -> [Diagnostic] {
    guard let jump else { return [.armImageWithoutJump(entry: entry, at: place(0))] }
    guard jump.target != entry else { return [] }
    return [.armImageEntry(jump.target, expected: entry, at: place(jump.offset))]
  }

  /// The first branch of the header, in bytes from its start: `b` in code0 or code1, or behind the no-ops of a zImage.
  private var jump: (offset: Int, target: Int)? {
    let places = kind == .image ? [0, 4] : Array(stride(from: 0, to: Self.zImageMagicField.offset, by: 4))
    for offset in places {
      guard let word = number(Field(name: "code", offset: offset, width: 4)) else { return nil }
      if let distance = Self.distance(of: word, kind) { return (offset, offset + distance) }
    }
    return nil
  }

  /// How far `b` jumps, in bytes from itself; nil for other instructions.
  private static func distance(of word: UInt64, _ kind: Kind) -> Int? {
    switch kind {
    case .image:
      guard word >> 26 == 0b000101 else { return nil }
      return Int(Int32(truncatingIfNeeded: word << 6) >> 6) * 4
    case .zImage:
      // Condition 'always'; the program counter is two instructions ahead.
      guard word >> 24 == 0xEA else { return nil }
      return Int(Int32(truncatingIfNeeded: word << 8) >> 8) * 4 + 8
    }
  }

  private func number(_ field: Field) -> UInt64? { Self.number(field, of: bytes) }

  private static func number(_ field: Field, of bytes: ArraySlice<UInt8>) -> UInt64? {
    guard field.offset <= bytes.count - field.width else { return nil }
    return bytes.dropFirst(field.offset).prefix(field.width).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension Diagnostic {
  private static let imageFix = "write the bytes that the layout asks for, or correct the layout"

  fileprivate static func armImageSize(
    _ name: String, _ size: UInt64, imageSize: Int, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      .armImageSize, at: place,
      "\(name) of the Arm kernel header: expected \(imageSize.hexadecimal), the size of the flash device, found "
        + size.hexadecimal,
      fix: imageFix)
  }

  fileprivate static func armImageWithoutJump(entry: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .armImageEntry, at: place,
      "expected a jump to \(entry.hexadecimal), where the first volume begins, in the code of the Arm kernel header, "
        + "found none", fix: imageFix)
  }

  fileprivate static func armImageEntry(_ target: Int, expected: Int, at place: Place) -> Diagnostic {
    let found = target < 0 ? "-\((-target).hexadecimal)" : target.hexadecimal
    return Diagnostic(
      .armImageEntry, at: place,
      "the code of the Arm kernel header: expected a jump to \(expected.hexadecimal), where the first volume begins, "
        + "found one to \(found)", fix: imageFix)
  }

  fileprivate static func armImageTextOffset(_ offset: UInt64, at place: Place) -> Diagnostic {
    Diagnostic(
      .armImageField, at: place,
      "text_offset of the Arm kernel header: expected a multiple of 0x1000, found \(offset.hexadecimal)",
      fix: imageFix)
  }

  fileprivate static func armImageBigEndian(at place: Place) -> Diagnostic {
    Diagnostic(
      .armImageField, at: place,
      "flags of the Arm kernel header: expected bit 0 clear, as firmware is little-endian, found it set",
      fix: imageFix)
  }
}
