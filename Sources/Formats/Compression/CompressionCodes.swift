package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let compressionCodes: [Diagnostic.Code] = [
    .lzmaData, .lzmaHeader, .lzmaSettings, .lzmaSizeLimit, .sectionCrc32, .uefiData, .uefiSizeLimit,
  ]

  package static let lzmaData = Diagnostic.Code(
    "lzma-data", "",
    explanation: """
      """,
    remedy: "")

  package static let lzmaHeader = Diagnostic.Code(
    "lzma-header", "",
    explanation: """
      """,
    remedy: "")

  package static let lzmaSettings = Diagnostic.Code(
    "lzma-settings", "",
    explanation: """
      """,
    remedy: "")

  package static let lzmaSizeLimit = Diagnostic.Code(
    "lzma-size-limit", "",
    explanation: """
      """,
    remedy: "")

  package static let sectionCrc32 = Diagnostic.Code(
    "section-crc32", "",
    explanation: """
      """,
    remedy: "")

  package static let uefiData = Diagnostic.Code(
    "uefi-data", "",
    explanation: """
      """,
    remedy: "")

  package static let uefiSizeLimit = Diagnostic.Code(
    "uefi-size-limit", "",
    explanation: """
      """,
    remedy: "")
}
