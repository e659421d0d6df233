package import Diagnostics

extension Diagnostic {
  /// A linked module or a compiled table cannot be converted.
  package static func conversion(
    _ error: ELFError, module: String, at place: Diagnostic.Place
  ) -> Diagnostic {
    let (code, fix): (Diagnostic.Code, String?) =
      switch error {
      case .unresolvedSymbol:
        (
          .elfSymbolUnresolved,
          "define it in the module or in one of its libraries; absolute addresses cannot be moved with an image"
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
      case .splitMove, .unpairedLowBits: (.elfRelocationUnsupported, nil)
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
      "the ELF file is cut short: expected \(wanted) bytes at \(hex(offset)), found \(left)"
    case .badSignature(let offset, let found):
      "expected an ELF signature at \(hex(offset)), found \(hex(found))"
    case .unsupported(let offset, let field, let value):
      "the ELF \(field.rawValue) at \(hex(offset)) is \(value), which is not supported for linked firmware"
    case .unsupportedMachine(let machine): "firmware for \(machine) is not supported"
    case .badRowSize(let offset, let size, let least):
      "expected entries of at least \(least) bytes in the table described at \(hex(offset)), found \(size)"
    case .badName(let offset, let name):
      "the name of the section at \(hex(offset)) is at \(hex(name)), outside the string table"
    case .badSectionIndex(let offset, let index):
      "section \(index), referred to at \(hex(offset)), does not exist"
    case .badSymbolIndex(let offset, let index):
      "symbol \(index), referred to at \(hex(offset)), does not exist"
    case .badAlignment(let section, let alignment):
      "section \(section) is aligned to \(hex(alignment)), expected a power of two up to 0x10000"
    case .misaligned(let section, let address, let alignment):
      "section \(section) is linked at \(hex(address)), which is not aligned to its \(hex(alignment))"
    case .noCode: "it contains no code"
    case .tooLarge(let size): "the image would be too large: \(size) bytes"
    case .overlappingTables(let section): "relocation table \(section) overlaps others"
    case .secondResourceSection(let offset):
      "expected one section with HII resources, found a second one at \(hex(offset))"
    case .badResource(let offset): "the HII resources at \(hex(offset)) point outside their section"
    case .unresolvedSymbol(let place, let symbol):
      "symbol '\(symbol)' is undefined or absolute; it is used at \(describe(place))"
    case .unsupportedRelocation(let place, let machine, let kind):
      "\(machine) relocation of type \(kind) cannot be converted for a PE image, at \(describe(place))"
    case .wrongTableKind(let offset, let section):
      "the relocation table of \(section), described at \(hex(offset)), is not of the kind that its machine uses"
    case .outsideSection(let place): "a relocation reaches outside its section, at \(describe(place))"
    case .movedApart(let place, let page):
      "code relies on a distance that changes\(page ? " (modulo 4 KiB)" : "") in the PE image, at \(describe(place))"
    case .outOfReach(let place):
      "an instruction refers to an address more than 1 MiB away, at \(describe(place))"
    case .splitMove(let place): "expected a MOVT directly after its MOVW, at \(describe(place))"
    case .unpairedLowBits(let place):
      "no instruction has the upper bits of the address whose lower bits are used at \(describe(place))"
    case .noACPITable: "it contains no ACPI table"
    case .badACPITable(let signature, .length(let length)):
      "ACPI table \(signature) states an invalid length of \(length) bytes"
    case .badACPITable(let signature, .revision(let revision)):
      "ACPI table \(signature) states an invalid revision \(revision)"
    }
  }

  private func describe(_ place: Place) -> String {
    "\(hex(place.address)) in \(place.section) (relocation at \(hex(place.offset)))"
  }

  private func hex(_ number: some BinaryInteger) -> String {
    "0x" + String(number, radix: 16, uppercase: true)
  }
}
