package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let firmwareImageCodes: [Diagnostic.Code] = [
    .ffsDataChecksum, .ffsFileSize, .ffsHeaderChecksum, .fvBlockMap, .fvFreeSpace, .fvHeader,
    .fvHeaderChecksum, .fvLength, .fvSearch, .imageNesting, .imageProblems, .imageTruncated,
    .sectionCompression, .sectionSize, .variableStoreSize, .workingBlockSize,
  ]

  package static let ffsDataChecksum = Diagnostic.Code(
    "ffs-data-checksum", "",
    explanation: """
      """,
    remedy: "")

  package static let ffsFileSize = Diagnostic.Code(
    "ffs-file-size", "",
    explanation: """
      """,
    remedy: "")

  package static let ffsHeaderChecksum = Diagnostic.Code(
    "ffs-header-checksum", "",
    explanation: """
      """,
    remedy: "")

  package static let fvBlockMap = Diagnostic.Code(
    "fv-block-map", "", .warning,
    explanation: """
      """,
    remedy: "")

  package static let fvFreeSpace = Diagnostic.Code(
    "fv-free-space", "", .warning,
    explanation: """
      """,
    remedy: "")

  package static let fvHeader = Diagnostic.Code(
    "fv-header", "",
    explanation: """
      """,
    remedy: "")

  package static let fvHeaderChecksum = Diagnostic.Code(
    "fv-header-checksum", "",
    explanation: """
      """,
    remedy: "")

  package static let fvLength = Diagnostic.Code(
    "fv-length", "",
    explanation: """
      """,
    remedy: "")

  package static let fvSearch = Diagnostic.Code(
    "fv-search", "",
    explanation: """
      """,
    remedy: "")

  package static let imageNesting = Diagnostic.Code(
    "image-nesting", "",
    explanation: """
      """,
    remedy: "")

  package static let imageProblems = Diagnostic.Code(
    "image-problems", "", .note,
    explanation: """
      """,
    remedy: "")

  package static let imageTruncated = Diagnostic.Code(
    "image-truncated", "",
    explanation: """
      """,
    remedy: "")

  package static let sectionCompression = Diagnostic.Code(
    "section-compression", "", .warning,
    explanation: """
      """,
    remedy: "")

  package static let sectionSize = Diagnostic.Code(
    "section-size", "",
    explanation: """
      """,
    remedy: "")

  package static let variableStoreSize = Diagnostic.Code(
    "variable-store-size", "",
    explanation: """
      """,
    remedy: "")

  package static let workingBlockSize = Diagnostic.Code(
    "working-block-size", "",
    explanation: """
      """,
    remedy: "")
}
