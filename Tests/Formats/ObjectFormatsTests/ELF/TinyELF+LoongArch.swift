extension TinyELF {
  /// Of an image that GenFw converts by pairs of neighbours.
  static let loongArch64 = loongArch64(separated: false)
  /// With other instructions between the halves of an address. Sections move by different distances.
  static let loongArch64Separated = loongArch64(separated: true)

  /// Instructions are numbers with the right fields (LoongArch Reference Manual, volume 1).
  private static func loongArch64(separated: Bool) -> ELFBuilder {
    let text: UInt64 = 0x1000
    let data: UInt64 = separated ? 0x2840 : 0x1BC0
    let (v, w, x, f) = (data + 0x10, data + 0x24, data + 0x18, text + 8)
    typealias Row = (instruction: UInt32, relocations: [(kind: UInt32, symbol: UInt32)])
    /// PCALAU12I of a register.
    func upper(_ register: UInt32, _ target: UInt64, _ relocations: [(kind: UInt32, symbol: UInt32)]) -> Row {
      let pages = (target + 0x800) >> 12 &- text >> 12
      return (0x1A00_0000 | UInt32(pages & 0xF_FFFF) << 5 | register, relocations)
    }
    /// ADDI.D or LD.D from and to a register.
    func lower(_ register: UInt32, _ target: UInt64, _ kind: UInt32, _ symbol: UInt32) -> Row {
      let operation: UInt32 = kind == 76 ? 0x28C0_0000 : 0x02C0_0000
      return (operation | UInt32(target & 0xFFF) << 10 | register << 5 | register, [(kind, symbol)])
    }
    // The entry of x in the offset table would be at 0x3008.
    let uppers = [
      upper(4, v, [(71, 1), (100, 0)]), upper(5, w, [(71, 2), (100, 0)]), upper(6, f, [(71, 3)]),
      upper(7, 0x3008, [(75, 5)]),
    ]
    let lowers = [lower(4, v, 72, 1), lower(5, w, 72, 2), lower(6, f, 72, 3), lower(7, 0x3008, 76, 5)]
    var code: [Row] = [(0x0340_0000, []), (0x4C00_0020, [])]
    code += separated ? uppers + lowers.reversed() : zip(uppers, lowers).flatMap { [$0, $1] }
    code += [
      // B f; BEQZ f; LU12I.W, ORI, LU32I.D and LU52I.D t0 of v.
      (0x53FF_DBFF, [(66, 3)]), (0x43FF_D89F, [(65, 3)]),
      (0x1400_000C | UInt32(v >> 12) << 5, [(20, 1), (67, 1)]),
      (0x0380_018C | UInt32(v & 0xFFF) << 10, [(68, 1)]), (0x1600_000C, [(69, 1)]),
      (0x0300_018C, [(70, 1)]),
    ]
    var section = ELFBuilder.Section(
      name: ".text", flags: 6, address: text, alignment: 0x20,
      bytes: words(code.map { (UInt64($0.instruction), 4) }))
    for (index, row) in code.enumerated() {
      section.relocations += row.relocations.map {
        .init(offset: UInt64(4 * index), kind: $0.kind, symbol: $0.symbol)
      }
    }
    return ELFBuilder(
      is64: true, machine: 258, entry: f,
      sections: [
        section,
        .init(
          name: ".data", flags: 3, address: data, alignment: 0x20,
          bytes: words([(f, 8), (v, 8), (w, 8), (0x2222, 8), (0x3333, 8)]),
          relocations: [
            .init(offset: 0x00, kind: 2, symbol: 3), .init(offset: 0x08, kind: 2, symbol: 1),
            .init(offset: 0x10, kind: 2, symbol: 2), .init(offset: 0x18, kind: 2, symbol: 4),
            // ADD32 and SUB32, ADD6, 64_PCREL: nothing to do.
            .init(offset: 0x20, kind: 50, symbol: 1), .init(offset: 0x20, kind: 55, symbol: 3),
            .init(offset: 0x24, kind: 105, symbol: 1), .init(offset: 0x20, kind: 109, symbol: 3),
          ]),
      ],
      symbols: [
        .init(name: "v", section: 2, value: v), .init(name: "w", section: 2, value: w),
        .init(name: "f", section: 1, value: f), .init(name: "undefined", section: 0, value: 0),
        .init(name: "x", section: 2, value: x),
      ])
  }
}
