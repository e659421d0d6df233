package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let generatedCodeCodes: [Diagnostic.Code] = [
    .entryPointCount, .moduleTypeVersion, .pcdNameAmbiguous, .specificationVersion,
  ]

  package static let entryPointCount = Diagnostic.Code(
    "entry-point-count", "",
    explanation: """
      """,
    remedy: "")

  package static let moduleTypeVersion = Diagnostic.Code(
    "module-type-version", "",
    explanation: """
      """,
    remedy: "")

  package static let pcdNameAmbiguous = Diagnostic.Code(
    "pcd-name-ambiguous", "",
    explanation: """
      """,
    remedy: "")

  package static let specificationVersion = Diagnostic.Code(
    "specification-version", "",
    explanation: """
      """,
    remedy: "")
}
