import Bytes

/// Writes the packages of a module's strings, one for each language: as bytes, as a C array, and the
/// header that numbers them.
struct StringPackageWriter {
  /// The blocks of a string package (UEFI 2.10, 33.3.6.2) that edk2 uses.
  private enum Block {
    static let end: UInt8 = 0x00
    static let ucs2: UInt8 = 0x14
    static let skip2: UInt8 = 0x21
  }

  /// The package header without the language: package, two offsets, window, the language's own name.
  private static let headerSize = 46

  private let tokens: StringTokens
  private let baseName: String
  private let modes: StringPackage.Modes
  /// The packages, one behind the other.
  private(set) var binary: [UInt8] = []
  private var arrays = CodeText()

  init(_ tokens: StringTokens, baseName: String, modes: StringPackage.Modes) {
    self.tokens = tokens
    self.baseName = baseName
    self.modes = modes
  }

  /// Adds a language; false when its package is longer than a package may be.
  mutating func write(_ language: StringTable.Language) -> Bool {
    var body = ByteWriter()
    var text = CodeText()
    var skipped: UInt16 = 0
    var number = 0
    for token in 1..<tokens.order.count {
      let isReferenced = token < tokens.referenced
      let place = tokens.order[token]
      if isReferenced {
        number += 1
        if language.values[place] == nil {
          skipped += 1
          continue
        }
      }
      // A string that nobody asks for closes the gap, and stores nothing.
      if skipped > 0 {
        let count = [UInt8(truncatingIfNeeded: skipped), UInt8(truncatingIfNeeded: skipped >> 8)]
        write([Block.skip2] + count, to: &body, &text)
        skipped = 0
      }
      guard isReferenced, let value = language.values[place] else { continue }
      if modes.hasArray {
        text += "// \(CodeText.hexadecimal(number)): \(tokens.names[place]):\(CodeText.hexadecimal(token))\n"
      }
      write([Block.ucs2] + Self.ucs2(value), to: &body, &text)
      // The array would not fit either; going on would only take memory.
      if body.bytes.count > HIIPackageHeader.longest { return false }
    }
    let offset = Self.headerSize + language.code.utf8.count + 1
    let length = offset + body.bytes.count + 1
    guard length <= HIIPackageHeader.longest else { return false }
    let header = Self.header(language.code, offset: offset, length: length)
    binary += header
    binary += body.bytes
    binary.append(Block.end)
    guard modes.hasArray else { return true }
    arrays += "// PACKAGE HEADER\n\n"
    arrays.appendArray(header)
    arrays += "\n\n// PACKAGE DATA\n\n"
    arrays += text
    arrays += "  0x00,\n"
    return true
  }

  private func write(_ block: [UInt8], to body: inout ByteWriter, _ text: inout CodeText) {
    body.write(block)
    guard modes.hasArray else { return }
    text.appendArray(block)
    text += "\n"
  }

  private static func header(_ language: String, offset: Int, length: Int) -> [UInt8] {
    var writer = ByteWriter(capacity: offset)
    HIIPackageHeader(kind: .strings, length: length).write(to: &writer)
    // The header's size, and where the strings start, which is behind it.
    writer.write(UInt32(truncatingIfNeeded: offset))
    writer.write(UInt32(truncatingIfNeeded: offset))
    writer.write(repeatElement(0, count: 32))
    writer.write(UInt16(1))
    writer.write(language.utf8)
    writer.write(UInt8(0))
    return writer.bytes
  }

  /// UTF-8 without characters beyond U+FFFF as UCS-2, with the NUL that ends it.
  private static func ucs2(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count * 2 + 2)
    var index = 0
    while index < text.count {
      let byte = text[index]
      var unit = UInt16(byte)
      index += 1
      if byte >= 0x80 {
        let more = byte >= 0xE0 ? 2 : 1
        unit = UInt16(byte) & (more == 2 ? 0x0F : 0x1F)
        for next in text[index...].prefix(more) { unit = unit << 6 | UInt16(next & 0x3F) }
        index += more
      }
      result.append(UInt8(truncatingIfNeeded: unit))
      result.append(UInt8(truncatingIfNeeded: unit >> 8))
    }
    return result + [0, 0]
  }

  /// What AutoGen.c gets.
  var code: [UInt8] {
    guard modes.hasArray else { return [] }
    var text = CodeText()
    text += "\n//\n//Unicode String Pack Definition\n//\nunsigned char \(baseName)Strings[] = {\n\n"
    // The length has room for itself.
    var length = ByteWriter()
    if modes.isFramework {
      length.write(UInt32(truncatingIfNeeded: binary.count + 6))
      text += "// FRAMEWORK PACKAGE HEADER Length\n"
      text.appendArray(length.bytes)
      text += "\n\n// FRAMEWORK PACKAGE HEADER Type\n"
      text.appendArray([2, 0])
    } else {
      length.write(UInt32(truncatingIfNeeded: binary.count + 4))
      text += "// STRGATHER_OUTPUT_HEADER\n"
      text.appendArray(length.bytes)
    }
    text += "\n\n"
    text += arrays
    text += "\n};\n\n"
    return text.bytes
  }

  /// The header file; `lines` are for VfrCompile only.
  func header(_ name: String, guid: String, _ lines: [String]) -> [UInt8] {
    var text = CodeText()
    text.appendProlog(name, kind: "STRDEFS", guid: guid)
    text += "\n//\n//Unicode String ID\n//\n"
    for (token, name) in StringTable.ownNames.enumerated() {
      text.appendDefine(name, token, isComment: true)
    }
    for token in 2..<tokens.order.count {
      text.appendDefine(tokens.names[tokens.order[token]], token, isComment: token >= tokens.referenced)
    }
    text += "\n"
    if modes.hasArray {
      text += "extern unsigned char \(baseName)Strings[];\n\n\n"
      text += "#define STRING_ARRAY_NAME \(baseName)Strings\n"
    } else {
      text += "\n"
    }
    if !lines.isEmpty {
      text += "\n#ifdef VFRCOMPILE\n\(lines.joined(separator: "\n"))\n#endif\n"
    }
    text += "\n#endif\n"
    return text.bytes
  }
}
