import Diagnostics
import ObjectFormats
import TestSupport
import Testing

/// Headers as edk2's FDF files have them, byte by byte, and with one field changed.
@Suite struct ArmImageHeaderTests {
  /// ArmVirtPkg/ArmVirtXen.fdf of edk2 2022.11 for AARCH64: 2 MB, the volume at 0x2000.
  private static let xen: [UInt8] =
    [
      0x01, 0x00, 0x00, 0x10, 0xFF, 0x07, 0x00, 0x14, 0x00, 0x00, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x00, 0x20, 0x00, 0x00, 0x00, 0x00, 0x00,
    ] + [UInt8](repeating: 0, count: 32) + [0x41, 0x52, 0x4D, 0x64, 0x00, 0x00, 0x00, 0x00]

  /// That of ArmVirtPkg/ArmVirtQemuKernel.fdf for ARM: 2 MB, the volume at 0x8000.
  private static let qemu32: [UInt8] =
    [0x08, 0x10, 0x4F, 0xE2, 0x02, 0x00, 0xA0, 0xE1]
    + (0..<6).flatMap { _ -> [UInt8] in [0x00, 0x00, 0xA0, 0xE1] } + [
      0xF6, 0x1F, 0x00, 0xEA, 0x18, 0x28, 0x6F, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x20, 0x00,
      0x01, 0x02, 0x03, 0x04,
    ]

  private func codes(_ bytes: [UInt8], size: Int = 0x20_0000, entry: Int? = 0x2000) throws -> [String] {
    let header = try #require(ArmImageHeader(parsing: bytes[...]))
    return header.diagnose(imageSize: size, entry: entry) { .image(path: "x", offsets: [$0]) }.map(
      \.code.name)
  }

  private func changed(_ bytes: [UInt8], at offset: Int, to value: [UInt8]) -> [UInt8] {
    var bytes = bytes
    bytes.replaceSubrange(offset..<offset + value.count, with: value)
    return bytes
  }

  @Test func edk2HeadersFitTheirImages() throws {
    #expect(Self.xen.count == ArmImageHeader.size)
    #expect(try codes(Self.xen) == [])
    #expect(try codes(Self.qemu32, entry: 0x8000) == [])
    #expect(ArmImageHeader(parsing: Self.xen[...])?.kind == .image)
    #expect(ArmImageHeader(parsing: Self.qemu32[...])?.kind == .zImage)
  }

  @Test func anotherSize() throws {
    #expect(try codes(Self.xen, size: 0x30_0000) == ["arm-image-size"])
    #expect(try codes(Self.qemu32, size: 0x30_0000, entry: 0x8000) == ["arm-image-size"])
  }

  @Test func theStartOfAZImageCounts() throws {
    let moved = changed(
      changed(Self.qemu32, at: 40, to: [0x00, 0x00, 0x10, 0x00]), at: 44, to: [0x00, 0x00, 0x30, 0x00])
    #expect(try codes(moved, entry: 0x8000) == [])
  }

  @Test func aJumpElsewhere() throws {
    #expect(try codes(Self.xen, entry: 0x1000) == ["arm-image-entry"])
    #expect(try codes(Self.qemu32, entry: 0x2000) == ["arm-image-entry"])
    // b to itself less 4: a negative distance.
    #expect(try codes(changed(Self.xen, at: 4, to: [0xFF, 0xFF, 0xFF, 0x17])) == ["arm-image-entry"])
  }

  @Test func aJumpInTheFirstInstruction() throws {
    // b 0x2000 at 0
    #expect(try codes(changed(Self.xen, at: 0, to: [0x00, 0x08, 0x00, 0x14])) == [])
  }

  @Test func noJump() throws {
    #expect(try codes(changed(Self.xen, at: 4, to: [0x1F, 0x20, 0x03, 0xD5])) == ["arm-image-entry"])
  }

  @Test func withoutVolumesAnyJumpWillDo() throws {
    #expect(try codes(Self.xen, entry: nil) == [])
  }

  @Test func fieldsThatFirmwareNeeds() throws {
    #expect(try codes(changed(Self.xen, at: 8, to: [0x00, 0x02])) == ["arm-image-field"])
    #expect(try codes(changed(Self.xen, at: 24, to: [0x01])) == ["arm-image-field"])
  }

  @Test func otherBytesAreNoHeader() {
    #expect(ArmImageHeader(parsing: [0x00, 0x04, 0x00, 0x14]) == nil)
    #expect(ArmImageHeader(parsing: []) == nil)
    #expect(ArmImageHeader(parsing: changed(Self.xen, at: 56, to: [0x42])[...]) == nil)
    #expect(ArmImageHeader(parsing: Self.xen.prefix(58)) == nil)
  }
}
