package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let resolutionCodes: [Diagnostic.Code] = [
    .constructorCircle, .depexMissing, .depexName, .depexPcd, .guidUndeclared, .libraryClassUnresolved,
    .libraryModuleType, .moduleGuidCollision, .moduleNameCollision, .pcdDatumType, .pcdSize,
    .pcdStructureUnsupported, .pcdToken, .pcdTypeMismatch, .pcdUndeclared, .pcdValueTooLarge, .pcdValueType,
    .pcdVariable,
  ]

  package static let constructorCircle = Diagnostic.Code(
    "constructor-circle", "",
    explanation: """
      """,
    remedy: "")

  package static let depexMissing = Diagnostic.Code(
    "depex-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let depexName = Diagnostic.Code(
    "depex-name", "",
    explanation: """
      """,
    remedy: "")

  package static let depexPcd = Diagnostic.Code(
    "depex-pcd", "",
    explanation: """
      """,
    remedy: "")

  package static let guidUndeclared = Diagnostic.Code(
    "guid-undeclared", "",
    explanation: """
      """,
    remedy: "")

  package static let libraryClassUnresolved = Diagnostic.Code(
    "library-class-unresolved", "",
    explanation: """
      """,
    remedy: "")

  package static let libraryModuleType = Diagnostic.Code(
    "library-module-type", "",
    explanation: """
      """,
    remedy: "")

  package static let moduleGuidCollision = Diagnostic.Code(
    "module-guid-collision", "",
    explanation: """
      """,
    remedy: "")

  package static let moduleNameCollision = Diagnostic.Code(
    "module-name-collision", "",
    explanation: """
      """,
    remedy: "")

  package static let pcdDatumType = Diagnostic.Code(
    "pcd-datum-type", "",
    explanation: """
      """,
    remedy: "")

  package static let pcdSize = Diagnostic.Code(
    "pcd-size", "",
    explanation: """
      """,
    remedy: "")

  package static let pcdStructureUnsupported = Diagnostic.Code(
    "pcd-structure-unsupported", "",
    explanation: """
      """,
    remedy: "")

  package static let pcdToken = Diagnostic.Code(
    "pcd-token", "",
    explanation: """
      """,
    remedy: "")

  package static let pcdTypeMismatch = Diagnostic.Code(
    "pcd-type-mismatch", "",
    explanation: """
      """,
    remedy: "")

  package static let pcdUndeclared = Diagnostic.Code(
    "pcd-undeclared", "",
    explanation: """
      """,
    remedy: "")

  package static let pcdValueTooLarge = Diagnostic.Code(
    "pcd-value-too-large", "",
    explanation: """
      """,
    remedy: "")

  package static let pcdValueType = Diagnostic.Code(
    "pcd-value-type", "",
    explanation: """
      """,
    remedy: "")

  package static let pcdVariable = Diagnostic.Code(
    "pcd-variable", "",
    explanation: """
      """,
    remedy: "")
}
