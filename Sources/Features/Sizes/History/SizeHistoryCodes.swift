package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let sizeHistoryCodes: [Diagnostic.Code] = [
    .baseEmpty, .baseNotRecorded, .baseOtherPlatform, .historyLineCorrupt,
  ]

  package static let baseEmpty = Diagnostic.Code(
    "base-empty", "the size history has no record to compare with",
    explanation: """
      `--base` names a size history, or a revision whose sizes a history should hold, and the
      history is empty or does not exist yet. This is normal on the first run of a CI job. A run
      that records its sizes at the same time is recorded nevertheless.

          kiln check qemu --workspace $EDK2 --output out --record sizes.jsonl
      """,
    remedy: "Record sizes with `kiln check … --record FILE` on the base branch first.")

  package static let baseNotRecorded = Diagnostic.Code(
    "base-not-recorded", "the size history has no record of the base revision or its ancestors",
    explanation: """
      `--base` names a revision. kiln looks in the history for a record of that commit, made with
      the same platform and configuration, and otherwise for one of its nearest ancestor that has
      any; it found none. Either nothing was recorded on that branch, or the records are of another
      configuration (target, flags, tool chain), or the clone is shallow, so that git cannot list
      the ancestors. The notes list the revisions that are recorded.
      """,
    remedy:
      "Record the base revision with `kiln check --record`, name a recorded revision, or run `git fetch "
      + "--unshallow`.")

  package static let baseOtherPlatform = Diagnostic.Code(
    "base-other-platform", "the base describes another platform or configuration",
    explanation: """
      Sizes can only be compared between builds of the same platform in the same configuration. The
      history named by `--base` holds records of others only, or the image named by `--base` has no
      volume in common with what is measured. A DEBUG build measured against a RELEASE build would
      seem to have grown by half. The notes list what the base holds.
      """,
    remedy: "Name a base of the same platform, target and flags.")

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
