import Bytes
import Diagnostics

/// A block of an image package (UEFI 2.10, 33.3.7.2) as bytes, and the palette of its image.
struct ImageBlock {
  private enum Kind {
    static let bitmaps: [UInt16: UInt8] = [1: 0x10, 4: 0x12, 8: 0x14, 24: 0x16]
    static let jpeg: UInt8 = 0x18
    static let png: UInt8 = 0x19
    static let duplicate: UInt8 = 0x20
  }

  let bytes: [UInt8]
  /// Empty for an image without a palette.
  let palette: [UInt8]

  /// A block that refers to the image with number `image`.
  init(duplicateOf image: Int) {
    var writer = ByteWriter(capacity: 3)
    writer.write(Kind.duplicate)
    writer.write(UInt16(truncatingIfNeeded: image))
    (bytes, palette) = (writer.bytes, [])
  }

  /// - Parameter number: the number for the palette of the image, if it has one.
  init(bitmap: Bitmap, isTransparent: Bool, palette number: UInt8) {
    var writer = ByteWriter(capacity: bitmap.pixels.count + 6)
    writer.write((Kind.bitmaps[bitmap.bitsPerPixel] ?? 0) + (isTransparent ? 1 : 0))
    if bitmap.bitsPerPixel != 24 { writer.write(number) }
    writer.write(bitmap.width)
    writer.write(bitmap.height)
    writer.write(bitmap.pixels)
    (bytes, palette) = (writer.bytes, bitmap.palette)
  }

  init(png file: [UInt8]) { self.init(Kind.png, file) }

  /// nil for a file that is not a JFIF file.
  init?(jpeg file: [UInt8]) {
    guard file.count >= 10, file[6..<10].elementsEqual("JFIF".utf8) else { return nil }
    self.init(Kind.jpeg, file)
  }

  private init(_ kind: UInt8, _ file: [UInt8]) {
    var writer = ByteWriter(capacity: file.count + 5)
    writer.write(kind)
    writer.write(UInt32(truncatingIfNeeded: file.count))
    writer.write(file)
    (bytes, palette) = (writer.bytes, [])
  }
}
