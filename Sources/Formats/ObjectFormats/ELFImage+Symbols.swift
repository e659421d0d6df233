extension ELFImage.Symbol {
  /// The type of a symbol (`ELF32_ST_TYPE`).
  package struct Kind: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Mostly labels of assembler sources.
    package static let unspecified = Kind(rawValue: 0)
    package static let object = Kind(rawValue: 1)
    package static let function = Kind(rawValue: 2)
    package static let section = Kind(rawValue: 3)
    package static let file = Kind(rawValue: 4)
  }

  package var kind: Kind { Kind(rawValue: info & 0x0F) }
  /// Whether it is local to its source (`STB_LOCAL`).
  package var isLocal: Bool { info >> 4 == 0 }
}
