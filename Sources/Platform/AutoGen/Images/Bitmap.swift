import Bytes

/// An uncompressed BMP file of 1, 4, 8 or 24 bits per pixel, in the form of an HII image block.
struct Bitmap {
  let width: UInt16
  let height: UInt16
  let bitsPerPixel: UInt16
  /// The rows from the top, without padding to four bytes.
  let pixels: [UInt8]
  /// Blue, green and red of each entry; empty if the file has no palette.
  let palette: [UInt8]

  enum Mistake: Error {
    case notBitmap
    case cutShort
    case compressed
    case tooLarge
    case depth(UInt16)
  }

  /// Size of the file's headers `BITMAPFILEHEADER` and `BITMAPINFOHEADER` in bytes.
  private static let headerSize = 54

  init(_ file: [UInt8]) throws(Mistake) {
    guard file.starts(with: "BM".utf8) else { throw .notBitmap }
    guard file.count >= Self.headerSize else { throw .cutShort }
    func field(_ offset: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(file[offset + $1]) << (8 * $1) }
    }
    let (end, start) = (field(2, 4), field(10, 4))
    guard field(30, 4) == 0 else { throw .compressed }
    guard let width = UInt16(exactly: field(18, 4)), let height = UInt16(exactly: field(22, 4)) else {
      throw .tooLarge
    }
    let depth = UInt16(truncatingIfNeeded: field(28, 2))
    guard [1, 4, 8, 24].contains(depth) else { throw .depth(depth) }
    let rowSize = (Int(width) * Int(depth) + 7) / 8
    let stride = rowSize.aligned(to: 4)
    // As in edk2, rows are counted back from the end given in the header, not from the start of the pixels.
    guard end <= file.count, start <= file.count, end - stride * Int(height) >= min(start, Self.headerSize)
    else { throw .cutShort }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(rowSize * Int(height))
    for row in 0..<Int(height) {
      let first = end - stride * (row + 1)
      pixels += file[first..<(first + rowSize)]
    }
    (self.width, self.height, bitsPerPixel, self.pixels) = (width, height, depth, pixels)
    palette = depth == 24 || start <= Self.headerSize ? [] : Self.palette(file[Self.headerSize..<start])
  }

  /// Every fourth byte is unused. A palette of one byte or less is none.
  private static func palette(_ entries: ArraySlice<UInt8>) -> [UInt8] {
    if entries.count < 2 { return [] }
    return entries.enumerated().filter { $0.offset % 4 != 3 }.map(\.element)
  }
}
