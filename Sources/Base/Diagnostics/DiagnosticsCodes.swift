extension Diagnostic.Code {
  /// All that are declared here.
  package static let diagnosticsCodes: [Diagnostic.Code] = [
    .pvhLoadAddress
  ]

  package static let pvhLoadAddress = Diagnostic.Code(
    "pvh-load-address", "the typed-in ELF header for PVH loads the image beyond 4 GiB",
    explanation: """
      """,
    remedy: "")
}
