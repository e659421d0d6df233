package import Diagnostics

extension Diagnostic {
  /// A linked module, or a compiled table, can't become what the firmware takes.
  package static func conversion(
    _ error: ELFError, module: String, at place: Diagnostic.Place
  ) -> Diagnostic {
    let (code, fix): (Diagnostic.Code, String?) =
      switch error {
      case .unresolvedSymbol:
        (
          .elfSymbolUnresolved,
          "define it in the module or in one of its libraries; absolute addresses can't be moved with an image"
        )
      case .unsupportedRelocation:
        (
          .elfRelocationUnsupported,
          "compile for the position-independent code model of the toolchain's CC_FLAGS"
        )
      case .movedApart, .outOfReach:
        (
          .elfRelocationUnsupported,
          "link with the section alignment of the toolchain ('-z common-page-size=0x1000' for modules above 1 MiB)"
        )
      case .splitMove: (.elfRelocationUnsupported, nil)
      case .badAlignment, .misaligned:
        (.elfAlignment, "check ALIGN statements of the linker script, and aligned data in the module")
      case .noCode:
        (.elfWithoutCode, "check the entry point in DLINK_FLAGS, which keeps code from being dropped")
      case .tooLarge: (.elfTooLarge, nil)
      case .unsupported, .unsupportedMachine:
        (.elfUnsupported, "link with the compiler that the toolchain names for the architecture")
      case .noACPITable, .badACPITable: (.acpiTableMalformed, nil)
      default: (.elfMalformed, nil)
      }
    return Diagnostic(code, at: place, "\(module): \(error)", fix: fix)
  }
}

extension ELFError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .truncated(let offset, let wanted, let left):
      "the ELF file ends in \(wanted) bytes at \(hex(offset)), of which \(left) are left"
    case .badSignature(let offset, let found): "no ELF signature at \(hex(offset)), but \(hex(found))"
    case .unsupported(let offset, let field, let value):
      "the ELF file's \(field.rawValue) at \(hex(offset)) is \(value), which is not that of linked firmware"
    case .unsupportedMachine(let machine): "no firmware for \(machine) can be made"
    case .badRowSize(let offset, let size, let least):
      "the table described at \(hex(offset)) can't have rows of \(size) bytes: they take \(least)"
    case .badName(let offset, let name):
      "the section at \(hex(offset)) has its name at \(hex(name)), outside the names"
    case .badSectionIndex(let offset, let index): "no section \(index), which is named at \(hex(offset))"
    case .badSymbolIndex(let offset, let index): "no symbol \(index), which is named at \(hex(offset))"
    case .badAlignment(let section, let alignment):
      "section \(section) is aligned to \(hex(alignment)), not to a power of two up to 0x10000"
    case .misaligned(let section, let address, let alignment):
      "section \(section) is linked at \(hex(address)), against its own alignment of \(hex(alignment))"
    case .noCode: "there is no code in it"
    case .tooLarge(let size): "the image would take \(size) bytes"
    case .overlappingTables(let section): "relocation table \(section) shares its bytes with others"
    case .secondResourceSection(let offset):
      "the section at \(hex(offset)) is a second one with HII resources"
    case .badResource(let offset): "the HII resources at \(hex(offset)) point outside their section"
    case .unresolvedSymbol(let place, let symbol):
      "symbol '\(symbol)' is undefined or absolute, for \(describe(place))"
    case .unsupportedRelocation(let place, let machine, let kind):
      "\(machine) relocation of kind \(kind), for \(describe(place)), can't be carried over to a PE image"
    case .wrongTableKind(let offset, let section):
      "the relocations of \(section), described at \(hex(offset)), are in the wrong kind of table"
    case .outsideSection(let place): "the relocation for \(describe(place)) reaches outside its section"
    case .movedApart(let place, let page):
      "code relies on a distance that changes\(page ? ", modulo 4 KiB," : "") in the PE image, \(describe(place))"
    case .outOfReach(let place): "what an instruction refers to is more than 1 MiB away, \(describe(place))"
    case .splitMove(let place): "a MOVT does not follow its MOVW, \(describe(place))"
    case .noACPITable: "there is no ACPI table in it"
    case .badACPITable(let signature, .length(let length)):
      "ACPI table \(signature) says that it is \(length) bytes long, which it is not"
    case .badACPITable(let signature, .revision(let revision)):
      "ACPI table \(signature) has no revision \(revision)"
    }
  }

  private func describe(_ place: Place) -> String {
    "\(hex(place.address)) in \(place.section) (relocation at \(hex(place.offset)))"
  }

  private func hex(_ number: some BinaryInteger) -> String {
    "0x" + String(number, radix: 16, uppercase: true)
  }
}
