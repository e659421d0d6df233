package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let hiiCodes: [Diagnostic.Code] = [
    .sourceMissing, .sourceUnreadable,
  ]

  package static let sourceMissing = Diagnostic.Code(
    "source-missing", "a file that an INF lists in [Sources] does not exist",
    explanation: """
      Paths in [Sources] are relative to the folder of the INF. kiln looks there in the workspace and in
      every folder of PACKAGES_PATH, and the notes list the paths it tried. On a file system that
      distinguishes case, the spelling must match exactly: many INF files were written on Windows. A file
      that another tool should have generated counts as missing until it exists. A source that applies to
      another architecture or tool chain only is not looked for.

          [Sources.X64]
            X64/Entry.nasm
      """,
    remedy: "Correct the path, or remove the line from [Sources].")

  package static let sourceUnreadable = Diagnostic.Code(
    "source-unreadable", "a source file cannot be read",
    explanation: """
      The file exists, but it cannot be opened or read: it is a folder, its permissions do not allow it,
      or the disk fails. kiln reads .uni, .idf and image files itself to generate HII packages, and it
      does not go on with the next folder of PACKAGES_PATH, so that a build does not silently take another
      file. The message has the reason of the operating system.
      """,
    remedy: "Make the file readable, or name another one in [Sources].")
}
