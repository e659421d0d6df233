/// The contents of a PE32 or TE section, for code that handles both.
package enum ExecutableImage: Sendable {
  case pe(PEImage)
  case te(TEImage)

  /// Distinguishes the two as edk2's loader does, by `VZ` in place of the PE signature.
  package init(parsing bytes: ArraySlice<UInt8>) throws(ObjectError) {
    if bytes.starts(with: TEImage.signature) {
      self = .te(try TEImage(parsing: bytes))
    } else {
      self = .pe(try PEImage(parsing: bytes))
    }
  }

  package var machine: Machine {
    switch self {
    case .pe(let image): image.machine
    case .te(let image): image.machine
    }
  }

  package var subsystem: Subsystem {
    switch self {
    case .pe(let image): image.optionalHeader.subsystem
    case .te(let image): image.subsystem
    }
  }

  package var imageBase: UInt64 {
    switch self {
    case .pe(let image): image.imageBase
    case .te(let image): image.imageBase
    }
  }

  /// The entry point, relative to the image base.
  package var entryPoint: UInt32 {
    switch self {
    case .pe(let image): image.optionalHeader.entryPoint
    case .te(let image): image.entryPoint
    }
  }

  /// Whether the image only runs at `imageBase`, because its relocations are stripped.
  package var isFixed: Bool {
    switch self {
    case .pe(let image): image.isFixed
    case .te(let image): image.isFixed
    }
  }

  package var sections: [SectionHeader] {
    switch self {
    case .pe(let image): image.sections
    case .te(let image): image.sections
    }
  }

  /// Size in memory, in bytes.
  package var sizeInMemory: UInt64 {
    switch self {
    case .pe(let image): image.sizeInMemory
    case .te(let image): image.sizeInMemory
    }
  }

  /// The alignment in bytes for `Align=Auto` in an FDF, computed from the contents of the finished section.
  ///
  /// For PE it is the section alignment. A TE header does not contain it, and edk2's `GenFfs --sectionalign 0`
  /// takes 4096 for every TE image. A rule with a single leaf section
  /// (`FfsInfStatement.__GenSimpleFileSection__`), however, reads the PE image before it is converted, so use
  /// the `PEImage` there. GenFfs aligns `base(whenAt:)`, which for TE is not the first byte.
  package var automaticAlignment: UInt32 {
    switch self {
    case .pe(let image): image.optionalHeader.sectionAlignment
    case .te: TEImage.assumedSectionAlignment
    }
  }

  /// The linker's reference to the symbols.
  package var codeView: CodeView? {
    switch self {
    case .pe(let image): image.codeView
    case .te(let image): image.codeView
    }
  }

  /// The fields with addresses; empty if nothing has to change when the image moves.
  package func relocations() throws(ObjectError) -> [BaseRelocation] {
    switch self {
    case .pe(let image): try image.relocations()
    case .te(let image): try image.relocations()
    }
  }
}
