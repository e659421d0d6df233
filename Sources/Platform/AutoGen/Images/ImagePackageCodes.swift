package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let imagePackageCodes: [Diagnostic.Code] = [
    .imageCompressed, .imageCutShort, .imageDefinedTwice, .imageDepth, .imageKindUnknown, .imageLineMalformed,
    .imageNameMalformed, .imageNotBitmap, .imageNotInSources, .imageNotJpeg, .imagePackageTooLong,
    .imagePalettes, .imageTooLarge, .imagesTooMany,
  ]

  package static let imageCompressed = Diagnostic.Code(
    "image-compressed", "",
    explanation: """
      """,
    remedy: "")

  package static let imageCutShort = Diagnostic.Code(
    "image-cut-short", "",
    explanation: """
      """,
    remedy: "")

  package static let imageDefinedTwice = Diagnostic.Code(
    "image-defined-twice", "",
    explanation: """
      """,
    remedy: "")

  package static let imageDepth = Diagnostic.Code(
    "image-depth", "",
    explanation: """
      """,
    remedy: "")

  package static let imageKindUnknown = Diagnostic.Code(
    "image-kind-unknown", "",
    explanation: """
      """,
    remedy: "")

  package static let imageLineMalformed = Diagnostic.Code(
    "image-line-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let imageNameMalformed = Diagnostic.Code(
    "image-name-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let imageNotBitmap = Diagnostic.Code(
    "image-not-bitmap", "",
    explanation: """
      """,
    remedy: "")

  package static let imageNotInSources = Diagnostic.Code(
    "image-not-in-sources", "",
    explanation: """
      """,
    remedy: "")

  package static let imageNotJpeg = Diagnostic.Code(
    "image-not-jpeg", "",
    explanation: """
      """,
    remedy: "")

  package static let imagePackageTooLong = Diagnostic.Code(
    "image-package-too-long", "",
    explanation: """
      """,
    remedy: "")

  package static let imagePalettes = Diagnostic.Code(
    "image-palettes", "",
    explanation: """
      """,
    remedy: "")

  package static let imageTooLarge = Diagnostic.Code(
    "image-too-large", "",
    explanation: """
      """,
    remedy: "")

  package static let imagesTooMany = Diagnostic.Code(
    "images-too-many", "",
    explanation: """
      """,
    remedy: "")
}
