extension TinyELF {
  /// Pairs of every kind, of which further ones with the same upper bits stay; sections move by different
  /// distances. Instructions are numbers with the right fields (RISC-V unprivileged ISA 2.3 to 2.6).
  static let riscv64: ELFBuilder = {
    let code: [(instruction: UInt32, relocations: [(kind: UInt32, symbol: UInt32)])] = [
      // LUI a0; LW a1, (a0); SW a1, (a0); LUI a2; SD a1, (a2): of v, v and w.
      (0x0000_3537, [(26, 1)]), (0x7F05_2583, [(27, 1)]), (0x7EB5_2823, [(28, 1)]),
      (0x0000_4637, [(26, 2)]), (0x80B6_3423, [(28, 2)]),
      // AUIPC a3; ADDI a3; SD a1, (a3); AUIPC a4; SD a1, (a4): of v, v and w.
      (0x0000_2697, [(23, 1)]), (0x7DC6_8693, [(24, 4)]), (0x7CB6_BE23, [(25, 4)]),
      (0x0000_3717, [(23, 2)]), (0xFEB7_3423, [(25, 5)]),
      // AUIPC a5; LD a5, (a5): the offset table's entry of w, which is none here.
      (0x0000_9797, [(20, 2)]), (0x1237_B783, [(24, 6)]),
      // AUIPC a6; ADDI a6: of f, which lies before it.
      (0xFFFF_F817, [(23, 3)]), (0xFD08_0813, [(24, 7)]),
      // JAL f; BEQ f; AUIPC ra and JALR ra: CALL_PLT with RELAX; C.J and C.BEQZ; the distance to v.
      (0xFC9F_F06F, [(17, 3)]), (0xFC05_02E3, [(16, 3)]), (0x0000_0097, [(19, 3), (51, 0)]),
      (0xFC08_00E7, []), (0xC10D_BFC5, [(45, 3)]), (0x0000_27A8, [(35, 1), (39, 3)]),
      // LW with lower bits alone.
      (0x7F05_2583, [(27, 1)]),
    ]
    var text = ELFBuilder.Section(
      name: ".text", flags: 6, address: 0x1000, alignment: 0x20,
      bytes: words(code.map { (UInt64($0.instruction), 4) }))
    for (index, row) in code.enumerated() {
      text.relocations += row.relocations.map {
        .init(offset: UInt64(4 * index), kind: $0.kind, symbol: $0.symbol)
      }
    }
    return ELFBuilder(
      is64: true, machine: 243, entry: 0x1008,
      sections: [
        text,
        .init(
          name: ".data", flags: 3, address: 0x37E0, alignment: 0x20,
          bytes: words([(0x1008, 8), (0x1111, 8), (0x1234, 8), (0x2222, 8), (0x3333, 8), (0x4444, 8)]),
          relocations: [
            .init(offset: 0x00, kind: 2, symbol: 3, addend: 4), .init(offset: 0x08, kind: 1, symbol: 1),
            // Absolute, undefined: as linked, but with fix-ups.
            .init(offset: 0x10, kind: 2, symbol: 8), .init(offset: 0x18, kind: 2, symbol: 9),
            .init(offset: 0x20, kind: 36, symbol: 1), .init(offset: 0x20, kind: 40, symbol: 3),
          ]),
        .init(
          name: ".late", flags: 3, address: 0x4800, alignment: 0x20,
          bytes: words([(0x37F0, 8)]) + [UInt8](repeating: 0x5A, count: 0x18),
          relocations: [.init(offset: 0, kind: 2, symbol: 1)]),
      ],
      symbols: [
        .init(name: "v", section: 2, value: 0x37F0), .init(name: "w", section: 3, value: 0x4808),
        .init(name: "f", section: 1, value: 0x1008), .init(name: "", section: 1, value: 0x1014),
        .init(name: "", section: 1, value: 0x1020), .init(name: "", section: 1, value: 0x1028),
        .init(name: "", section: 1, value: 0x1030),
        .init(name: "absolute", section: 0xFFF1, value: 0x1234),
        .init(name: "undefined", section: 0, value: 0),
      ])
  }()
}
