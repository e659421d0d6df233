/// A firmware volume with one driver in it, whose user interface section says what the test wants.
enum NamedModule {
  static func volume(holding name: String) -> [UInt8] {
    var text: [UInt8] = []
    for unit in name.utf16 { text += little(Int(unit), 2) }
    text += [0, 0]
    // EFI_SECTION_RAW 0x19 and EFI_SECTION_USER_INTERFACE 0x15, each aligned to four bytes.
    var sections = little(4 + 64, 3) + [0x19] + [UInt8](repeating: 0x5A, count: 64)
    sections += little(4 + text.count, 3) + [0x15] + text
    var header = [UInt8](repeating: 0x11, count: 16) + [0, 0xAA, 0x07, 0]
    header += little(24 + sections.count, 3) + [0xF8]
    header[16] = 0 &- (header.prefix(23).reduce(0, &+) &- 0xAA)
    var body = header + sections
    while body.count % 8 != 0 { body.append(0xFF) }
    body += [UInt8](repeating: 0xFF, count: 0x1000 - 72 - body.count)
    let length = 72 + body.count
    let fileSystem: [UInt8] = [
      0x78, 0xE5, 0x8C, 0x8C, 0x3D, 0x8A, 0x1C, 0x4F, 0x99, 0x35, 0x89, 0x61, 0x85, 0xC3, 0x2D, 0xD3,
    ]
    var volume = [UInt8](repeating: 0, count: 16) + fileSystem + little(length, 8) + Array("_FVH".utf8)
    volume += little(0x0004_FEFF, 4) + little(72, 2) + [0, 0, 0, 0, 0, 2] + little(1, 4) + little(length, 4)
    volume += [UInt8](repeating: 0, count: 8)
    let sum = stride(from: 0, to: 72, by: 2).reduce(0) { $0 + Int(volume[$1]) + Int(volume[$1 + 1]) << 8 }
    volume.replaceSubrange(50..<52, with: little(-sum & 0xFFFF, 2))
    return volume + body
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) }
  }
}
