package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let packagingCodes: [Diagnostic.Code] = [
    .compressionUndecodable, .fdOverflow, .fvCycle, .fvDuplicateFile, .fvExtensionEntry, .fvExtensionType,
    .fvExtensionWithoutName, .fvOverflow, .fvUnknown, .fvVolumeTop, .guidedEncoderUnknown,
    .packedFileUnreadable, .payloadMalformed, .payloadMissing, .platformWithoutFlash, .prebuiltModulesMissing,
    .pvhNoEntry, .pvhRegion, .resetVectorReach, .resetVectorUnmarked, .ruleSectionUnsupported,
    .sectionAlignment, .sectionUnsupported,
  ]

  package static let compressionUndecodable = Diagnostic.Code(
    "compression-undecodable", "", .warning,
    explanation: """
      """,
    remedy: "")

  package static let fdOverflow = Diagnostic.Code(
    "fd-overflow", "", ends: .overBudget,
    explanation: """
      """,
    remedy: "")

  package static let fvCycle = Diagnostic.Code(
    "fv-cycle", "",
    explanation: """
      """,
    remedy: "")

  package static let fvDuplicateFile = Diagnostic.Code(
    "fv-duplicate-file", "",
    explanation: """
      """,
    remedy: "")

  package static let fvExtensionEntry = Diagnostic.Code(
    "fv-extension-entry", "",
    explanation: """
      """,
    remedy: "")

  package static let fvExtensionType = Diagnostic.Code(
    "fv-extension-type", "",
    explanation: """
      """,
    remedy: "")

  package static let fvExtensionWithoutName = Diagnostic.Code(
    "fv-extension-without-name", "",
    explanation: """
      """,
    remedy: "")

  package static let fvOverflow = Diagnostic.Code(
    "fv-overflow", "", ends: .overBudget,
    explanation: """
      """,
    remedy: "")

  package static let fvUnknown = Diagnostic.Code(
    "fv-unknown", "",
    explanation: """
      """,
    remedy: "")

  package static let fvVolumeTop = Diagnostic.Code(
    "fv-volume-top", "",
    explanation: """
      """,
    remedy: "")

  package static let guidedEncoderUnknown = Diagnostic.Code(
    "guided-encoder-unknown", "",
    explanation: """
      """,
    remedy: "")

  package static let packedFileUnreadable = Diagnostic.Code(
    "packed-file-unreadable", "",
    explanation: """
      """,
    remedy: "")

  package static let payloadMalformed = Diagnostic.Code(
    "payload-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let payloadMissing = Diagnostic.Code(
    "payload-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let platformWithoutFlash = Diagnostic.Code(
    "platform-without-flash", "",
    explanation: """
      """,
    remedy: "")

  package static let prebuiltModulesMissing = Diagnostic.Code(
    "prebuilt-modules-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let pvhNoEntry = Diagnostic.Code(
    "pvh-no-entry", "",
    explanation: """
      """,
    remedy: "")

  package static let pvhRegion = Diagnostic.Code(
    "pvh-region", "",
    explanation: """
      """,
    remedy: "")

  package static let resetVectorReach = Diagnostic.Code(
    "reset-vector-reach", "",
    explanation: """
      """,
    remedy: "")

  package static let resetVectorUnmarked = Diagnostic.Code(
    "reset-vector-unmarked", "",
    explanation: """
      """,
    remedy: "")

  package static let ruleSectionUnsupported = Diagnostic.Code(
    "rule-section-unsupported", "",
    explanation: """
      """,
    remedy: "")

  package static let sectionAlignment = Diagnostic.Code(
    "section-alignment", "",
    explanation: """
      """,
    remedy: "")

  package static let sectionUnsupported = Diagnostic.Code(
    "section-unsupported", "",
    explanation: """
      """,
    remedy: "")
}
