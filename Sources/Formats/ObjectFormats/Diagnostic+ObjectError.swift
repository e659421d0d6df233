package import Diagnostics

extension Diagnostic {
  /// An executable image cannot be read, moved or converted.
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
      "the image is cut short: expected \(wanted) bytes at \(hex(offset)), found \(left)"
    case .badSignature(let offset, let found):
      "expected a PE or TE signature at \(hex(offset)), found \(hex(found))"
    case .badOptionalHeader(let offset, let magic):
      "expected the magic number of PE32 or PE32+ at \(hex(offset)), found \(hex(magic))"
    case .badRelocationBlock(let offset, let size):
      "the relocation block at \(hex(offset)) has an invalid size of \(size) bytes"
    case .unsupportedRelocation(let offset, let type):
      "the relocation at \(hex(offset)) has type \(type), which firmware does not support on this machine"
    case .addressOutsideSections(let offset, let rva):
      "address \(hex(rva)), used at \(hex(offset)), is outside the data of all sections"
    case .relocationsStripped(let base): "its relocations are stripped, so it only runs at \(hex(base))"
    case .imageBaseTooLarge(let base): "a 32-bit image cannot run at \(hex(base))"
    case .notExecuteInPlace(let section, let file):
      "it cannot execute in place: section alignment \(hex(section)) differs from file alignment \(hex(file))"
    case .doesNotFitTE(let size, let sections):
      "\(size) bytes of headers and \(sections) sections do not fit into a TE header"
    case .unsupportedMachine(let machine): "machine \(machine) is not supported"
    case .unsupportedSubsystem(let subsystem): "subsystem \(subsystem.rawValue) is not one of UEFI"
    }
  }

  private func hex(_ number: some BinaryInteger) -> String {
    "0x" + String(number, radix: 16, uppercase: true)
  }
}
