/// What a PE32 or TE section of a firmware file holds, for whoever need not care which of them.
package enum ExecutableImage: Sendable {
  case pe(PEImage)
  case te(TEImage)

  /// Tells the two apart as edk2's loader does: `VZ` where a PE image has its signature.
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

  /// Whether the image only runs at `imageBase`, because its relocations were stripped.
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

  /// What it takes in memory, in bytes.
  package var sizeInMemory: UInt64 {
    switch self {
    case .pe(let image): image.sizeInMemory
    case .te(let image): image.sizeInMemory
    }
  }

  /// The number of bytes that FDF's `Align=Auto` stands for, given the finished section's data.
  ///
  /// For PE it is the section alignment. A TE header has lost that, and edk2's `GenFfs
  /// --sectionalign 0` takes 4096 for every TE image. A rule for a single leaf section
  /// (`FfsInfStatement.__GenSimpleFileSection__`) however reads the PE image before it becomes TE:
  /// ask the `PEImage` there. What GenFfs aligns is `base(whenAt:)`, for TE not the first byte.
  package var automaticAlignment: UInt32 {
    switch self {
    case .pe(let image): image.optionalHeader.sectionAlignment
    case .te: TEImage.assumedSectionAlignment
    }
  }

  /// What the image's linker left about its symbols.
  package var codeView: CodeView? {
    switch self {
    case .pe(let image): image.codeView
    case .te(let image): image.codeView
    }
  }

  /// The places that hold addresses; empty when nothing has to change for the image to move.
  package func relocations() throws(ObjectError) -> [BaseRelocation] {
    switch self {
    case .pe(let image): try image.relocations()
    case .te(let image): try image.relocations()
    }
  }
}
