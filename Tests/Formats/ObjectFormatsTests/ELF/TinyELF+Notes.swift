extension TinyELF {
  /// With a GNU property note that says IBT, and a build identifier.
  static let notes = ELFBuilder(
    is64: true, machine: 62, entry: 0x1000,
    sections: [
      .init(name: ".text", flags: 6, address: 0x1000, alignment: 0x20, bytes: words([(0xC3FA_1E0F_F3, 8)])),
      .init(name: ".data", flags: 3, address: 0x2000, alignment: 0x20, bytes: words([(0x1111, 8)])),
      .init(name: ".note.gnu.property", kind: 7, flags: 2, address: 0x3000, alignment: 8, bytes: property),
      .init(
        name: ".build-id", flags: 0, address: 0, alignment: 4,
        bytes: words([(4, 4), (8, 4), (3, 4), (0x55_4E47, 4), (0x0123_4567_89AB_CDEF, 8)])),
    ],
    symbols: [])

  /// Sizes, type and name of the note; GNU_PROPERTY_X86_FEATURE_1_AND with IBT and SHSTK (psABI of x86-64, 4.2).
  private static let property = words([
    (4, 4), (0x10, 4), (5, 4), (0x55_4E47, 4), (0xC000_0002, 4), (4, 4), (3, 4), (0, 4),
  ])
}
