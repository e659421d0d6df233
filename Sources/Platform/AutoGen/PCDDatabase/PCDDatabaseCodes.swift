package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let pcdDatabaseCodes: [Diagnostic.Code] = [
    .pcdDatabaseTooLarge, .pcdDefaultStoresUnsupported, .pcdSkuSize, .pcdVariableAttributes,
    .pcdVariableCheckUnsupported, .pcdVpdOffset,
  ]

  package static let pcdDatabaseTooLarge = Diagnostic.Code(
    "pcd-database-too-large", "",
    explanation: """
      """,
    remedy: "")

  package static let pcdDefaultStoresUnsupported = Diagnostic.Code(
    "pcd-default-stores-unsupported", "",
    explanation: """
      """,
    remedy: "")

  package static let pcdSkuSize = Diagnostic.Code(
    "pcd-sku-size", "",
    explanation: """
      """,
    remedy: "")

  package static let pcdVariableAttributes = Diagnostic.Code(
    "pcd-variable-attributes", "",
    explanation: """
      """,
    remedy: "")

  package static let pcdVariableCheckUnsupported = Diagnostic.Code(
    "pcd-variable-check-unsupported", "",
    explanation: """
      """,
    remedy: "")

  package static let pcdVpdOffset = Diagnostic.Code(
    "pcd-vpd-offset", "",
    explanation: """
      """,
    remedy: "")
}
