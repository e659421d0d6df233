import Foundation
import TestSupport
import Testing

/// Images that are damaged, or made to hurt: a diagnostic with an offset, and no output.
@Suite struct BadImageTests {
  /// Runs `inspect` and `build --prebuilt` on an image.
  private func expectError(
    _ code: String, _ bytes: some Sequence<UInt8>, at place: String = "", seconds: Double = 20
  ) throws {
    let scratch = try Scratch()
    let image = try scratch.write("bad.fd", bytes)
    for arguments in [
      ["inspect", image], ["check", image],
      [
        "build", "qemu", "--workspace", try Provided.edk2(), "--prebuilt", image, "-o", "\(scratch.path)/out",
      ],
    ] {
      let kiln = try Program.kiln(arguments, seconds: seconds)
      #expect(kiln.status == 1, "\(arguments[0]): \(kiln.errors)")
      #expect(kiln.errors.contains("[\(code)]"), "\(arguments[0]): \(kiln.errors)")
      #expect(kiln.errors.contains("bad.fd" + place), "\(arguments[0]): \(kiln.errors)")
    }
    #expect(!scratch.exists("out"))
  }

  private func shipped() throws -> [UInt8] { try Provided.bytes(ShippedFirmware.code.path) }

  /// Where the LZMA section of Debian's OVMF_CODE.fd starts: volume header 0x48, a pad file to 0x78,
  /// a file header of 24 bytes.
  private static let section = 0x90

  @Test func truncatedImage() throws {
    try expectError("image-truncated", try shipped().prefix(100_000), at: ":0x0")
  }

  @Test func emptyFile() throws {
    try expectError("image-truncated", [], at: ":0x0")
  }

  @Test func sectionOfFourGigabytes() throws {
    var image = try shipped()
    // The 24-bit size all ones sends readers to a 32-bit field, which is all ones too.
    image.replaceSubrange(Self.section..<Self.section + 3, with: [0xFF, 0xFF, 0xFF])
    image.replaceSubrange(Self.section + 4..<Self.section + 8, with: [0xFF, 0xFF, 0xFF, 0xFF])
    try expectError("section-size", image, at: ":0x90")
  }

  @Test func lzmaOfATerabyte() throws {
    var image = try shipped()
    let size = Self.section + 24 + 5
    image.replaceSubrange(size..<size + 8, with: [0, 0, 0, 0, 0, 1, 0, 0])
    try expectError("lzma-size-limit", image, at: ":0xa8")
  }

  @Test func damagedStream() throws {
    var image = try shipped()
    for offset in stride(from: 0x1000, to: 0x2000, by: 7) { image[offset] ^= 0x55 }
    try expectError("lzma-data", image, at: ":0xa8")
  }

  /// Volumes inside volumes, each the only section of the only file of the one around it.
  @Test func nestingAThousandDeep() throws {
    var inner: [UInt8] = []
    for _ in 0..<1000 { inner = Self.volume(around: inner) }
    try expectError("image-nesting", inner)
  }

  @Test func randomBytesAreNoImage() throws {
    var state: UInt64 = 1
    let noise = (0..<100_000).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    try expectError("image-no-volume", noise)
  }

  /// A volume that holds one volume image file with `inner` as its section; empty for the innermost.
  private static func volume(around inner: [UInt8]) -> [UInt8] {
    func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) } }
    var file: [UInt8] = []
    if !inner.isEmpty {
      let section = little(4 + inner.count, 3) + [0x17] + inner
      var header =
        [UInt8](repeating: 0x11, count: 16) + [0, 0xAA, 0x0B, 0] + little(24 + section.count, 3) + [0xF8]
      header[16] = 0 &- (header.prefix(23).reduce(0, &+) &- 0xAA)
      file = header + section
    }
    var body = file
    while body.count % 8 != 0 { body.append(0xFF) }
    let length = 72 + body.count
    let fileSystem: [UInt8] = [
      0x78, 0xE5, 0x8C, 0x8C, 0x3D, 0x8A, 0x1C, 0x4F, 0x99, 0x35, 0x89, 0x61, 0x85, 0xC3, 0x2D, 0xD3,
    ]
    var header = [UInt8](repeating: 0, count: 16) + fileSystem + little(length, 8) + Array("_FVH".utf8)
    header += little(0x0004_FEFF, 4) + little(72, 2) + [0, 0, 0, 0, 0, 2] + little(1, 4) + little(length, 4)
    header += [UInt8](repeating: 0, count: 8)
    let sum = stride(from: 0, to: 72, by: 2).reduce(0) { $0 + Int(header[$1]) + Int(header[$1 + 1]) << 8 }
    header.replaceSubrange(50..<52, with: little(-sum & 0xFFFF, 2))
    return header + body
  }
}
