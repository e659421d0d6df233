extension ELFImage {
  /// The functions and variables that an object defines for link-time optimisation, static ones too.
  ///
  /// gcc keeps the body of each in a section of its own, `.gnu.lto_<name>.<order>.<hash>`; what serves the whole
  /// object has no order. Empty for an object of machine code.
  package var linkTimeDefinitions: [String] {
    sections.compactMap { section in
      guard section.name.hasPrefix(Self.linkTimePrefix) else { return nil }
      let parts = section.name.dropFirst(Self.linkTimePrefix.count).split(
        separator: ".", omittingEmptySubsequences: false)
      // A name may have dots of its own.
      guard parts.count > 2, Int(parts[parts.count - 2]) != nil else { return nil }
      return parts.dropLast(2).joined(separator: ".")
    }
  }

  private static let linkTimePrefix = ".gnu.lto_"
}
