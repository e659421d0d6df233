package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let pvhCodes: [Diagnostic.Code] = [
    .pvhEntry, .pvhNote, .pvhNoteAlignment, .pvhSegment, .pvhTruncated,
  ]

  package static let pvhEntry = Diagnostic.Code(
    "pvh-entry", "the typed-in ELF header for PVH names another entry than the reset vector's",
    explanation: """
      """,
    remedy: "")

  package static let pvhNote = Diagnostic.Code(
    "pvh-note", "the typed-in ELF header for PVH says nowhere where to enter",
    explanation: """
      """,
    remedy: "")

  package static let pvhNoteAlignment = Diagnostic.Code(
    "pvh-note-alignment", "the typed-in ELF header for PVH has a note that QEMU dies of",
    explanation: """
      """,
    remedy: "")

  package static let pvhSegment = Diagnostic.Code(
    "pvh-segment", "the typed-in ELF header for PVH does not load all of the image",
    explanation: """
      """,
    remedy: "")

  package static let pvhTruncated = Diagnostic.Code(
    "pvh-truncated", "the typed-in ELF header for PVH speaks of more than the image has",
    explanation: """
      """,
    remedy: "")
}
