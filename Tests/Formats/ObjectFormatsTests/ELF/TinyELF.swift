/// Linked ELF files made by hand: for each machine one whose places hold what a linker would have stored,
/// with relocations of most kinds.
enum TinyELF {
  static func words(_ list: [(UInt64, Int)]) -> [UInt8] {
    list.flatMap { ELFBuilder.word($0.0, $0.1) }
  }

  /// Sections move by different distances, two instructions share an entry of the global offset table, and
  /// there is a `.hii` section and one of zeros.
  static let x64: ELFBuilder = {
    let code = words([
      (0x2004, 8), (0x0FFC, 4), (0x20, 4), (0x1840, 4), (0x6666, 8), (0x18, 4), (0x14, 4),
      (0x9090_9090, 4), (0xC3, 8), (0xC390, 8), (0x2010, 8),
    ])
    let hii =
      words([(0, 4), (0x5555_5555, 4), (0, 4), (0x0001, 4), (0x8000_0048, 4), (0x8000_0018, 4)])
      + words([(0, 8), (0, 4), (0x0001, 4), (0x8000_0050, 4), (0x8000_0030, 4)])
      + words([(0, 8), (0, 4), (0x0001, 4), (0x8000_0058, 4), (0x60, 4)])
      + words([(3, 2), (0x48, 2), (0x49, 2), (0x49, 2), (3, 2), (0x45, 2), (0x46, 2), (0x49, 2)])
      + words([(3, 2), (0x42, 2), (0x49, 2), (0x4E, 2), (0x70, 4), (8, 4), (0, 8), (0x0102_0304, 8)])
    return ELFBuilder(
      is64: true, machine: 62, entry: 0x1028,
      sections: [
        .init(
          name: ".text", flags: 6, address: 0x1000, alignment: 0x20, bytes: code,
          relocations: [
            .init(offset: 0x00, kind: 1, symbol: 1, addend: 4),
            .init(offset: 0x08, kind: 2, symbol: 1, addend: 4),
            .init(offset: 0x0C, kind: 4, symbol: 2, addend: -4), .init(offset: 0x10, kind: 10, symbol: 3),
            .init(offset: 0x1C, kind: 9, symbol: 4, addend: -4),
            .init(offset: 0x20, kind: 42, symbol: 4, addend: -4), .init(offset: 0x24, kind: 0, symbol: 1),
          ]),
        .init(
          name: ".rodata", flags: 2, address: 0x1840, alignment: 0x10, bytes: Array("constant text".utf8)),
        .init(
          name: ".data", flags: 3, address: 0x2000, alignment: 0x40,
          bytes: words([(0x1028, 8), (0x1111, 8), (0x2222, 8)]),
          relocations: [.init(offset: 0, kind: 1, symbol: 2, addend: -8)]),
        .init(name: ".bss", kind: 8, flags: 3, address: 0x2020, alignment: 0x10, size: 0x30),
        .init(name: ".hii", flags: 3, address: 0x3000, alignment: 0x20, bytes: hii),
        .init(name: ".comment", flags: 0, address: 0, alignment: 1, bytes: Array("left out".utf8)),
      ],
      symbols: [
        .init(section: 3, value: 0x2000), .init(name: "f", section: 1, value: 0x1030),
        .init(section: 2, value: 0x1840), .init(name: "g", section: 3, value: 0x2010),
      ])
  }()

  /// Fix-ups on two pages.
  static let ia32 = ELFBuilder(
    is64: false, machine: 3, entry: 0x404,
    sections: [
      .init(
        name: ".text", flags: 6, address: 0x400, alignment: 0x20,
        bytes: words([(0x3000, 4), (0xC3C3, 4), (0x3000 &- 0x408, 4), (0x3008, 4), (0x1234_5678, 4)]),
        relocations: [
          .init(offset: 0x0, kind: 1, symbol: 1), .init(offset: 0x8, kind: 2, symbol: 1),
          .init(offset: 0xC, kind: 1, symbol: 2), .init(offset: 0x10, kind: 1, symbol: 3),
          .init(offset: 0x10, kind: 0, symbol: 0),
        ]),
      .init(
        name: ".data", flags: 3, address: 0x3000, alignment: 0x20,
        bytes: words([(0x404, 4)]) + [UInt8](repeating: 0xDA, count: 0xFFC)
          + words([(0x3000, 4), (0x400, 4)]),
        relocations: [
          .init(offset: 0x0, kind: 1, symbol: 2), .init(offset: 0x1000, kind: 1, symbol: 1),
          .init(offset: 0x1004, kind: 1, symbol: 2),
        ]),
    ],
    symbols: [
      .init(section: 2, value: 0x3000), .init(name: "f", section: 1, value: 0x404),
      .init(name: "absolute", section: 0xFFF1, value: 0x1234_5678),
    ])

  /// An address in a MOVW and MOVT, and a table of addresses.
  static let arm = ELFBuilder(
    is64: false, machine: 40, entry: 0x241,
    sections: [
      .init(
        name: ".text", flags: 6, address: 0x240, alignment: 0x20,
        bytes: words([
          (0xF240, 2), (0x3120, 2), (0xF2C0, 2), (0x0100, 2), (0xEB00_0001, 4), (0x1000, 4), (0x4770, 4),
          (0, 4),
        ]),
        relocations: [
          .init(offset: 0x0, kind: 47, symbol: 2), .init(offset: 0x4, kind: 48, symbol: 2),
          .init(offset: 0x8, kind: 28, symbol: 1), .init(offset: 0xC, kind: 2, symbol: 2),
        ]),
      .init(
        name: ".data", flags: 3, address: 0x1000, alignment: 0x20, bytes: words([(0x241, 4), (7, 4)]),
        relocations: [.init(offset: 0, kind: 2, symbol: 1)]),
    ],
    symbols: [.init(name: "f", section: 1, value: 0x240), .init(section: 2, value: 0x1000)])

  /// Of an image that is aligned to less than a page, so that ADRP becomes ADR.
  static let aarch64 = aarch64(text: 0x240, data: 0x2A0, alignment: 0x20)
  /// Of an image that is aligned to pages.
  static let aarch64Pages = aarch64(text: 0x1000, data: 0x2000, alignment: 0x1000)

  private static func aarch64(text: UInt64, data: UInt64, alignment: UInt64) -> ELFBuilder {
    // ADRP x0; ADD x0, x0, :lo12:; ADRP x1 (table); LDR x1, [x1, :lo12:] (table); BL .+0x20; RET
    let pages = (data >> 12) - (text >> 12)
    let adrp = 0x9000_0000 | (pages & 3) << 29
    let code = words([
      (adrp, 4), (0x9100_0000 | (data & 0xFFF) << 10, 4), (adrp | 1, 4),
      (0xF940_0021 | (((data + 0x10) >> 3) << 10 & 0x3F_FC00), 4), (0x9400_0008, 4), (0xD65F_03C0, 4),
    ])
    return ELFBuilder(
      is64: true, machine: 183, entry: text,
      sections: [
        .init(
          name: ".text", flags: 6, address: text, alignment: alignment,
          bytes: code + [UInt8](repeating: 0x1F, count: 0x40),
          relocations: [
            .init(offset: 0x00, kind: 275, symbol: 1), .init(offset: 0x04, kind: 277, symbol: 1),
            .init(offset: 0x08, kind: 311, symbol: 2), .init(offset: 0x0C, kind: 312, symbol: 2),
            .init(offset: 0x10, kind: 283, symbol: 3),
          ]),
        .init(
          name: ".data", flags: 3, address: data, alignment: alignment,
          bytes: words([(text, 8), (1, 8), (data + 8, 8)]),
          relocations: [
            .init(offset: 0x00, kind: 257, symbol: 3), .init(offset: 0x10, kind: 257, symbol: 2),
          ]),
      ],
      symbols: [
        .init(section: 2, value: data), .init(name: "v", section: 2, value: data + 8),
        .init(name: "f", section: 1, value: text),
      ])
  }

  /// An ACPI table in C, as `.aslc` files become: a table of 44 bytes without code.
  static let acpi = ELFBuilder(
    is64: true, machine: 62, entry: 0,
    sections: [
      .init(
        name: ".data", flags: 3, address: 0x240, alignment: 0x20,
        bytes: Array("SSDT".utf8) + words([(44, 4), (2, 1)]) + [UInt8](repeating: 0x41, count: 35))
    ], symbols: [])

  static let all = [
    ("x64", x64), ("ia32", ia32), ("arm", arm), ("aarch64", aarch64), ("aarch64-pages", aarch64Pages),
    ("riscv64", riscv64), ("loongarch64", loongArch64),
  ]
}
