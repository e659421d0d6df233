package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let buildingCodes: [Diagnostic.Code] = [
    .basetoolsMissing, .buildInterrupted, .commandFailed, .ninjaFailed, .notABuildFolder, .pathUnsuitable,
    .toolchainUnknown, .toolsDefMissing,
  ]

  package static let basetoolsMissing = Diagnostic.Code(
    "basetools-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let buildInterrupted = Diagnostic.Code(
    "build-interrupted", "",
    explanation: """
      """,
    remedy: "")

  package static let commandFailed = Diagnostic.Code(
    "command-failed", "",
    explanation: """
      """,
    remedy: "")

  package static let ninjaFailed = Diagnostic.Code(
    "ninja-failed", "",
    explanation: """
      """,
    remedy: "")

  package static let notABuildFolder = Diagnostic.Code(
    "not-a-build-folder", "",
    explanation: """
      """,
    remedy: "")

  package static let pathUnsuitable = Diagnostic.Code(
    "path-unsuitable", "",
    explanation: """
      """,
    remedy: "")

  package static let toolchainUnknown = Diagnostic.Code(
    "toolchain-unknown", "",
    explanation: """
      """,
    remedy: "")

  package static let toolsDefMissing = Diagnostic.Code(
    "tools-def-missing", "",
    explanation: """
      """,
    remedy: "")
}
