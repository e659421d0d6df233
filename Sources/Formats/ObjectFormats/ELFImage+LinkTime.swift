extension ELFImage {
  /// The functions and variables that an object for link-time optimisation defines, including static ones.
  ///
  /// gcc stores each in a section of its own, `.gnu.lto_<name>.<order>.<hash>`. Sections for the whole object
  /// have no order. Empty for an object with machine code.
  package var linkTimeDefinitions: [String] {
    sections.compactMap { section in
      guard section.name.hasPrefix(Self.linkTimePrefix) else { return nil }
      let parts = section.name.dropFirst(Self.linkTimePrefix.count).split(
        separator: ".", omittingEmptySubsequences: false)
      // A name may contain dots.
      guard parts.count > 2, Int(parts[parts.count - 2]) != nil else { return nil }
      return parts.dropLast(2).joined(separator: ".")
    }
  }

  private static let linkTimePrefix = ".gnu.lto_"
}
