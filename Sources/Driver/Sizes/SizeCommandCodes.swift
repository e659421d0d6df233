package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let sizeCommandCodes: [Diagnostic.Code] = [
    .compressorUnknown, .budgetExceeded, .baseEmpty, .baseNotRecorded, .baseOtherPlatform, .baseUnknown,
    .baseWithoutHistory, .budgetGrowth, .budgetReserve, .budgetWarning, .buildStale, .flagsWithoutPlatform,
    .mapsMissing, .moduleUnknown, .sourceDateEpoch, .streamMissing, .subjectUnknown,
  ]

  package static let baseEmpty = Diagnostic.Code(
    "base-empty", "",
    explanation: """
      """,
    remedy: "")

  package static let baseNotRecorded = Diagnostic.Code(
    "base-not-recorded", "",
    explanation: """
      """,
    remedy: "")

  package static let baseOtherPlatform = Diagnostic.Code(
    "base-other-platform", "",
    explanation: """
      """,
    remedy: "")

  package static let baseUnknown = Diagnostic.Code(
    "base-unknown", "",
    explanation: """
      """,
    remedy: "")

  package static let baseWithoutHistory = Diagnostic.Code(
    "base-without-history", "", ends: .usage,
    explanation: """
      """,
    remedy: "")

  package static let budgetGrowth = Diagnostic.Code(
    "budget-growth", "", ends: .overBudget,
    explanation: """
      """,
    remedy: "")

  package static let budgetReserve = Diagnostic.Code(
    "budget-reserve", "", ends: .overBudget,
    explanation: """
      """,
    remedy: "")

  package static let budgetWarning = Diagnostic.Code(
    "budget-warning", "", .warning,
    explanation: """
      """,
    remedy: "")

  package static let buildStale = Diagnostic.Code(
    "build-stale", "",
    explanation: """
      """,
    remedy: "")

  package static let flagsWithoutPlatform = Diagnostic.Code(
    "flags-without-platform", "",
    explanation: """
      """,
    remedy: "")

  package static let mapsMissing = Diagnostic.Code(
    "maps-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let moduleUnknown = Diagnostic.Code(
    "module-unknown", "",
    explanation: """
      """,
    remedy: "")

  package static let sourceDateEpoch = Diagnostic.Code(
    "source-date-epoch", "",
    explanation: """
      """,
    remedy: "")

  package static let streamMissing = Diagnostic.Code(
    "stream-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let subjectUnknown = Diagnostic.Code(
    "subject-unknown", "",
    explanation: """
      """,
    remedy: "")

  package static let budgetExceeded = Diagnostic.Code(
    "budget-exceeded", "", ends: .overBudget,
    explanation: """
      """,
    remedy: "")

  package static let compressorUnknown = Diagnostic.Code(
    "compressor-unknown", "", ends: .usage,
    explanation: """
      """,
    remedy: "")
}
