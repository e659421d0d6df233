package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let kilnDriverCodes: [Diagnostic.Code] = [
    .bootEnded, .bootTimeout, .budgetsWithoutPlatform, .comparisonMixed, .definitionMalformed, .folderNoImage,
    .growthMalformed, .historyOtherPlatform, .imageNoVolume, .lzmaToolFailed, .lzmaToolMissing,
    .modulesMissing, .nothingBuilt, .pageProgramFailed, .pageProgramMissing, .pageTemplateMissing,
    .pvhNoHeader, .qemuFailed, .workspaceMissing,
  ]

  package static let bootEnded = Diagnostic.Code(
    "boot-ended", "",
    explanation: """
      """,
    remedy: "")

  package static let bootTimeout = Diagnostic.Code(
    "boot-timeout", "",
    explanation: """
      """,
    remedy: "")

  package static let budgetsWithoutPlatform = Diagnostic.Code(
    "budgets-without-platform", "", ends: .usage,
    explanation: """
      """,
    remedy: "")

  package static let comparisonMixed = Diagnostic.Code(
    "comparison-mixed", "", ends: .usage,
    explanation: """
      """,
    remedy: "")

  package static let definitionMalformed = Diagnostic.Code(
    "definition-malformed", "", ends: .usage,
    explanation: """
      """,
    remedy: "")

  package static let folderNoImage = Diagnostic.Code(
    "folder-no-image", "",
    explanation: """
      """,
    remedy: "")

  package static let growthMalformed = Diagnostic.Code(
    "growth-malformed", "", ends: .usage,
    explanation: """
      """,
    remedy: "")

  package static let historyOtherPlatform = Diagnostic.Code(
    "history-other-platform", "",
    explanation: """
      """,
    remedy: "")

  package static let imageNoVolume = Diagnostic.Code(
    "image-no-volume", "",
    explanation: """
      """,
    remedy: "")

  package static let lzmaToolFailed = Diagnostic.Code(
    "lzma-tool-failed", "",
    explanation: """
      """,
    remedy: "")

  package static let lzmaToolMissing = Diagnostic.Code(
    "lzma-tool-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let modulesMissing = Diagnostic.Code(
    "modules-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let nothingBuilt = Diagnostic.Code(
    "nothing-built", "",
    explanation: """
      """,
    remedy: "")

  package static let pageProgramFailed = Diagnostic.Code(
    "page-program-failed", "",
    explanation: """
      """,
    remedy: "")

  package static let pageProgramMissing = Diagnostic.Code(
    "page-program-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let pageTemplateMissing = Diagnostic.Code(
    "page-template-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let pvhNoHeader = Diagnostic.Code(
    "pvh-no-header", "",
    explanation: """
      """,
    remedy: "")

  package static let qemuFailed = Diagnostic.Code(
    "qemu-failed", "",
    explanation: """
      """,
    remedy: "")

  package static let workspaceMissing = Diagnostic.Code(
    "workspace-missing", "",
    explanation: """
      """,
    remedy: "")
}
