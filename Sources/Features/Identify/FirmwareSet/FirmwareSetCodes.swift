package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let firmwareSetCodes: [Diagnostic.Code] = [
    .descriptorArchitecture, .descriptorFeatureFalse, .descriptorFeatureMissing, .descriptorFeatureUnknown,
    .descriptorFileMissing, .descriptorInterface, .descriptorKeysMissing, .descriptorKeysUnused,
    .descriptorMachine, .descriptorMalformed, .descriptorMapping, .descriptorOtherFile, .descriptorTargets,
    .descriptorVerbose, .setFlashChip, .setFlashSize, .setStorePlain, .setStoreSize, .setStoreTwice,
    .setStoreUnused,
  ]

  package static let descriptorArchitecture = Diagnostic.Code(
    "descriptor-architecture", "",
    explanation: """
      """,
    remedy: "")

  package static let descriptorFeatureFalse = Diagnostic.Code(
    "descriptor-feature-false", "",
    explanation: """
      """,
    remedy: "")

  package static let descriptorFeatureMissing = Diagnostic.Code(
    "descriptor-feature-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let descriptorFeatureUnknown = Diagnostic.Code(
    "descriptor-feature-unknown", "",
    explanation: """
      """,
    remedy: "")

  package static let descriptorFileMissing = Diagnostic.Code(
    "descriptor-file-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let descriptorInterface = Diagnostic.Code(
    "descriptor-interface", "",
    explanation: """
      """,
    remedy: "")

  package static let descriptorKeysMissing = Diagnostic.Code(
    "descriptor-keys-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let descriptorKeysUnused = Diagnostic.Code(
    "descriptor-keys-unused", "",
    explanation: """
      """,
    remedy: "")

  package static let descriptorMachine = Diagnostic.Code(
    "descriptor-machine", "",
    explanation: """
      """,
    remedy: "")

  package static let descriptorMalformed = Diagnostic.Code(
    "descriptor-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let descriptorMapping = Diagnostic.Code(
    "descriptor-mapping", "",
    explanation: """
      """,
    remedy: "")

  package static let descriptorOtherFile = Diagnostic.Code(
    "descriptor-other-file", "", .warning,
    explanation: """
      """,
    remedy: "")

  package static let descriptorTargets = Diagnostic.Code(
    "descriptor-targets", "",
    explanation: """
      """,
    remedy: "")

  package static let descriptorVerbose = Diagnostic.Code(
    "descriptor-verbose", "",
    explanation: """
      """,
    remedy: "")

  package static let setFlashChip = Diagnostic.Code(
    "set-flash-chip", "", .warning,
    explanation: """
      """,
    remedy: "")

  package static let setFlashSize = Diagnostic.Code(
    "set-flash-size", "",
    explanation: """
      """,
    remedy: "")

  package static let setStorePlain = Diagnostic.Code(
    "set-store-plain", "",
    explanation: """
      """,
    remedy: "")

  package static let setStoreSize = Diagnostic.Code(
    "set-store-size", "",
    explanation: """
      """,
    remedy: "")

  package static let setStoreTwice = Diagnostic.Code(
    "set-store-twice", "",
    explanation: """
      """,
    remedy: "")

  package static let setStoreUnused = Diagnostic.Code(
    "set-store-unused", "", .warning,
    explanation: """
      """,
    remedy: "")
}
