package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let sizeHistoryCodes: [Diagnostic.Code] = [
    .historyLineCorrupt
  ]

  package static let historyLineCorrupt = Diagnostic.Code(
    "history-line-corrupt", "a line of a size history is not a record", .warning,
    explanation: """
      A size history is a file of JSON lines, one record of schema `kiln-sizes-1` a line, that `kiln
      check --record` adds to. This line is not JSON, has another schema, or lacks a field. Conflict
      markers of git, an editor, or another program's output in the same file cause it. kiln ignores
      the line, leaves it as it is and goes on with the others. If the line was the record that
      `--base` should have found, growth is measured against an older one.
      """,
    remedy:
      "Repair or remove the line; the file is plain text. If every line is damaged, check that the file "
      + "is a size history at all.")
}
