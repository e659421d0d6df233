import Bytes

/// Writes the image package of a module: its bytes, a C array, and the header with the numbers of the images.
struct ImagePackageWriter {
  /// Size of the package header in bytes: the common header and two offsets.
  private static let headerSize = 12
  private static let end: UInt8 = 0x00

  private let baseName: String
  private let hasArray: Bool
  private var blocks: [UInt8] = []
  private var palettes: [UInt8] = []
  private var blockText = CodeText()
  private var paletteText = CodeText()
  private var names: [String] = []
  private(set) var paletteCount = 0

  init(baseName: String, hasArray: Bool) {
    self.baseName = baseName
    self.hasArray = hasArray
  }

  /// The number of the next image, from 1.
  var nextNumber: Int { names.count + 1 }

  /// Length of the package so far, in bytes.
  var length: Int {
    Self.headerSize + blocks.count + 1 + (paletteCount > 0 ? 2 + palettes.count : 0)
  }

  mutating func add(_ block: ImageBlock, name: String) {
    let number = CodeText.hexadecimal(nextNumber)
    names.append(name)
    blocks += block.bytes
    if hasArray {
      blockText += "// \(number): \(name): \(number)\n"
      blockText.appendArray(block.bytes)
      blockText += "\n\n"
    }
    // A palette of one byte is none.
    guard block.palette.count > 1 else { return }
    paletteCount += 1
    var writer = ByteWriter(capacity: block.palette.count + 2)
    writer.write(UInt16(truncatingIfNeeded: block.palette.count))
    writer.write(block.palette)
    palettes += writer.bytes
    if hasArray {
      let number = CodeText.hexadecimal(paletteCount)
      paletteText += "// \(number): \(name): \(number)\n"
      paletteText.appendArray(writer.bytes)
      paletteText += "\n\n"
    }
  }

  private var packageHeader: [UInt8] {
    var writer = ByteWriter(capacity: Self.headerSize)
    HIIPackageHeader(kind: .images, length: length).write(to: &writer)
    writer.write(UInt32(truncatingIfNeeded: Self.headerSize))
    let afterBlocks = Self.headerSize + blocks.count + 1
    writer.write(UInt32(truncatingIfNeeded: paletteCount > 0 ? afterBlocks : 0))
    return writer.bytes
  }

  private var paletteHeader: [UInt8] {
    [UInt8(truncatingIfNeeded: paletteCount), UInt8(truncatingIfNeeded: paletteCount >> 8)]
  }

  var binary: [UInt8] {
    packageHeader + blocks + [Self.end] + (paletteCount > 0 ? paletteHeader + palettes : [])
  }

  /// The text for AutoGen.c.
  var code: [UInt8] {
    guard hasArray else { return [] }
    var text = CodeText()
    text += "\n//\n//Image Pack Definition\n//\nunsigned char \(baseName)Images[] = {\n\n"
    text += "// STRGATHER_OUTPUT_HEADER\n"
    var total = ByteWriter(capacity: 4)
    total.write(UInt32(truncatingIfNeeded: length + 4))
    text.appendArray(total.bytes)
    text += "\n\n// Image PACKAGE HEADER\n\n"
    text.appendArray(packageHeader)
    text += "\n\n// Image DATA\n\n"
    text += blockText
    text += "// End of the Image Info\n  0x00,\n\n\n"
    if paletteCount > 0 {
      text += "// Palette Header\n\n"
      text.appendArray(paletteHeader)
      text += "\n\n// Palette Data\n\n"
      text += paletteText
      text += "\n"
    }
    text += "};\n\n"
    return text.bytes
  }

  /// The header file. Without any definition it contains only the include guard.
  func header(_ name: String, guid: String, isEmpty: Bool) -> [UInt8] {
    var text = CodeText()
    text.appendProlog(name, kind: "IMAGEDEFS", guid: guid)
    if !isEmpty {
      text += "\n//\n//Image ID\n//\n"
      for (index, name) in names.enumerated() { text.appendDefine(name, index + 1) }
      if hasArray {
        text += "\nextern unsigned char \(baseName)Images[];\n"
        text += "\n#define IMAGE_ARRAY_NAME \(baseName)Images\n"
      }
    }
    text += "\n#endif\n"
    return text.bytes
  }
}
