package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let xenCodes: [Diagnostic.Code] = [
    .guestEnded, .xenFailed, .xenFileMissing, .xenLibraryMissing, .xenPackageDamaged, .xenPackagesUnavailable,
    .xenTimeout,
  ]

  package static let guestEnded = Diagnostic.Code(
    "guest-ended", "",
    explanation: """
      """,
    remedy: "")

  package static let xenFailed = Diagnostic.Code(
    "xen-failed", "",
    explanation: """
      """,
    remedy: "")

  package static let xenFileMissing = Diagnostic.Code(
    "xen-file-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let xenLibraryMissing = Diagnostic.Code(
    "xen-library-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let xenPackageDamaged = Diagnostic.Code(
    "xen-package-damaged", "",
    explanation: """
      """,
    remedy: "")

  package static let xenPackagesUnavailable = Diagnostic.Code(
    "xen-packages-unavailable", "",
    explanation: """
      """,
    remedy: "")

  package static let xenTimeout = Diagnostic.Code(
    "xen-timeout", "",
    explanation: """
      """,
    remedy: "")
}
