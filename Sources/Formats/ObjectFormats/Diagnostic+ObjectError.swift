package import Diagnostics

extension Diagnostic {
  /// An executable image can't be read, moved or converted.
  package static func executableImage(
    _ error: ObjectError, module: String, at place: Diagnostic.Place
  ) -> Diagnostic {
    let (code, fix): (Diagnostic.Code, String?) =
      switch error {
      case .relocationsStripped:
        (
          .imageNotMovable,
          "keep relocations (RELOCS_RETAINED in the FDF rule), or place the module at its old address"
        )
      case .imageBaseTooLarge: (.imageNotMovable, "place the volume below 4 GiB")
      case .notExecuteInPlace:
        (
          .imageNotInPlace,
          "link with the same section and file alignment ('-z common-page-size' in DLINK_FLAGS)"
        )
      case .doesNotFitTE: (.imageNotTerse, "use a PE32 section in the FDF rule")
      case .unsupportedMachine, .unsupportedSubsystem: (.imageUnsupported, nil)
      default: (.imageMalformed, nil)
      }
    return Diagnostic(code, at: place, "\(module): \(error)", fix: fix)
  }
}

extension ObjectError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .truncated(let offset, let wanted, let left):
      "the image ends at a field of \(wanted) bytes at \(hex(offset)), where \(left) are left"
    case .badSignature(let offset, let found):
      "no PE or TE signature at \(hex(offset)), but \(hex(found))"
    case .badOptionalHeader(let offset, let magic):
      "neither a PE32 nor a PE32+ header at \(hex(offset)): magic number \(hex(magic))"
    case .badRelocationBlock(let offset, let size):
      "the relocation block at \(hex(offset)) can't have \(size) bytes"
    case .unsupportedRelocation(let offset, let type):
      "the relocation at \(hex(offset)) is of type \(type), which firmware loaders don't know on this machine"
    case .addressOutsideSections(let offset, let rva):
      "address \(hex(rva)), named at \(hex(offset)), is in no section's data"
    case .relocationsStripped(let base): "stripped of relocations, it only runs at \(hex(base))"
    case .imageBaseTooLarge(let base): "a 32-bit image can't run at \(hex(base))"
    case .notExecuteInPlace(let section, let file):
      "it can't run in place: section alignment \(hex(section)), file alignment \(hex(file))"
    case .doesNotFitTE(let size, let sections):
      "a TE header can't stand for \(size) bytes of headers and \(sections) sections"
    case .unsupportedMachine(let machine): "firmware does not run on machine \(machine)"
    case .unsupportedSubsystem(let subsystem): "subsystem \(subsystem.rawValue) is none of firmware's"
    }
  }

  private func hex(_ number: some BinaryInteger) -> String {
    "0x" + String(number, radix: 16, uppercase: true)
  }
}
