package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let waiverCodes: [Diagnostic.Code] = [
    .waiverExpired, .waiverMalformed, .waiverUnused,
  ]

  package static let waiverExpired = Diagnostic.Code(
    "waiver-expired", "a waiver was good until a day that has gone by", .warning,
    explanation: """
      """,
    remedy: "")

  package static let waiverMalformed = Diagnostic.Code(
    "waiver-malformed", "a line of [UserExtensions.Kiln.\"Waiver\"] is no waiver, or gives no reason",
    explanation: """
      """,
    remedy: "")

  package static let waiverUnused = Diagnostic.Code(
    "waiver-unused", "a waiver waives nothing", .note,
    explanation: """
      """,
    remedy: "")
}
