extension ELFImage {
  /// Whether the linker wrote a build identifier that `--build-id` of GenFw can keep.
  package var hasBuildIdentifier: Bool {
    sections.contains { $0.name == SectionPlacement.buildIdentifierName && $0.size > 0 }
  }

  /// Whether a GNU property note says that indirect calls only reach landing pads: IBT on X64, BTI on AARCH64,
  /// Zicfilp on RISCV64 (`NT_GNU_PROPERTY_TYPE_0` of the psABIs).
  ///
  /// Only the first property of a note is looked at, as by GenFw.
  package var hasLandingPads: Bool {
    let (andType, feature): (UInt32, UInt32)
    switch machine {
    case .x64: (andType, feature) = (0xC000_0002, 1)
    case .aarch64, .riscv: (andType, feature) = (0xC000_0000, 1)
    default: return false
    }
    return sections.contains { section in
      guard section.kind == .notes, let note = try? contents(of: section), note.count >= 28 else {
        return false
      }
      let start = note.startIndex
      func word(_ index: Int) -> UInt32 { note.load(at: start + 4 * index) }
      // Sizes of name and description, type, name, then type, size and value of the first property.
      return word(0) == 4 && word(1) > 8 && word(2) == 5 && note[(start + 12)...].starts(with: "GNU\0".utf8)
        && word(4) == andType && word(5) >= 4 && word(6) & feature != 0
    }
  }
}
