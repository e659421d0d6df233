package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let objectFormatsCodes: [Diagnostic.Code] = [
    .acpiTableMalformed, .elfAlignment, .elfMalformed, .elfRelocationUnsupported, .elfSymbolUnresolved,
    .elfTooLarge, .elfUnsupported, .elfWithoutCode, .imageMalformed, .imageNotInPlace, .imageNotMovable,
    .imageNotTerse, .imageUnsupported,
  ]

  package static let acpiTableMalformed = Diagnostic.Code(
    "acpi-table-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let elfAlignment = Diagnostic.Code(
    "elf-alignment", "",
    explanation: """
      """,
    remedy: "")

  package static let elfMalformed = Diagnostic.Code(
    "elf-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let elfRelocationUnsupported = Diagnostic.Code(
    "elf-relocation-unsupported", "",
    explanation: """
      """,
    remedy: "")

  package static let elfSymbolUnresolved = Diagnostic.Code(
    "elf-symbol-unresolved", "",
    explanation: """
      """,
    remedy: "")

  package static let elfTooLarge = Diagnostic.Code(
    "elf-too-large", "",
    explanation: """
      """,
    remedy: "")

  package static let elfUnsupported = Diagnostic.Code(
    "elf-unsupported", "",
    explanation: """
      """,
    remedy: "")

  package static let elfWithoutCode = Diagnostic.Code(
    "elf-without-code", "",
    explanation: """
      """,
    remedy: "")

  package static let imageMalformed = Diagnostic.Code(
    "image-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let imageNotInPlace = Diagnostic.Code(
    "image-not-in-place", "",
    explanation: """
      """,
    remedy: "")

  package static let imageNotMovable = Diagnostic.Code(
    "image-not-movable", "",
    explanation: """
      """,
    remedy: "")

  package static let imageNotTerse = Diagnostic.Code(
    "image-not-terse", "",
    explanation: """
      """,
    remedy: "")

  package static let imageUnsupported = Diagnostic.Code(
    "image-unsupported", "",
    explanation: """
      """,
    remedy: "")
}
