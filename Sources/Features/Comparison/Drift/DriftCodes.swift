package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let driftCodes: [Diagnostic.Code] = [
    .driftModule, .driftLibrary, .driftPCD, .driftOption, .driftDepex, .driftRegion, .driftVolume, .driftRule,
    .driftMacro, .differenceMalformed, .familyMalformed, .familyMemberUnknown,
  ]

  package static let differenceMalformed = Diagnostic.Code(
    "difference-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let familyMalformed = Diagnostic.Code(
    "family-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let familyMemberUnknown = Diagnostic.Code(
    "family-member-unknown", "",
    explanation: """
      """,
    remedy: "")

  package static let driftModule = Diagnostic.Code(
    "drift-module", "",
    explanation: """
      """,
    remedy: "")

  package static let driftLibrary = Diagnostic.Code(
    "drift-library", "",
    explanation: """
      """,
    remedy: "")

  package static let driftPCD = Diagnostic.Code(
    "drift-pcd", "",
    explanation: """
      """,
    remedy: "")

  package static let driftOption = Diagnostic.Code(
    "drift-option", "",
    explanation: """
      """,
    remedy: "")

  package static let driftDepex = Diagnostic.Code(
    "drift-depex", "",
    explanation: """
      """,
    remedy: "")

  package static let driftRegion = Diagnostic.Code(
    "drift-region", "",
    explanation: """
      """,
    remedy: "")

  package static let driftVolume = Diagnostic.Code(
    "drift-volume", "",
    explanation: """
      """,
    remedy: "")

  package static let driftRule = Diagnostic.Code(
    "drift-rule", "",
    explanation: """
      """,
    remedy: "")

  package static let driftMacro = Diagnostic.Code(
    "drift-macro", "",
    explanation: """
      """,
    remedy: "")
}
