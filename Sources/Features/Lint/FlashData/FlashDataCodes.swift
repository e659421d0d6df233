package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let flashDataCodes: [Diagnostic.Code] = [
    .ftwHeader, .pvhHeader, .varstoreHeader, .varstoreVolume,
  ]

  package static let ftwHeader = Diagnostic.Code(
    "ftw-header", "the typed-in header of a fault tolerant working block is wrong",
    explanation: """
      """,
    remedy: "")

  package static let pvhHeader = Diagnostic.Code(
    "pvh-header", "the typed-in ELF header for PVH is none that a loader takes",
    explanation: """
      """,
    remedy: "")

  package static let varstoreHeader = Diagnostic.Code(
    "varstore-header", "the typed-in header of a variable store is wrong",
    explanation: """
      """,
    remedy: "")

  package static let varstoreVolume = Diagnostic.Code(
    "varstore-volume", "the typed-in header of the variable store's volume is wrong",
    explanation: """
      """,
    remedy: "")
}
