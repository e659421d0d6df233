package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let historySelectionCodes: [Diagnostic.Code] = [
    .baseOfOneVariant, .baseUnknown, .baseWithoutHistory, .sourceDateEpoch,
  ]

  package static let baseOfOneVariant = Diagnostic.Code(
    "base-of-one-variant", "a check of several variants has images as its base", ends: .usage,
    explanation: """
      With `--variants`, each variant is compared with its own earlier sizes. A size history has records
      of all of them, told apart by platform and configuration. An image or a folder of images has the
      sizes of one variant, and the others would be compared with something else.

          kiln check --variants debian-12 --base origin/main --history sizes.jsonl --max-growth 1%
      """,
    remedy: "Name a size history as the base, or a revision together with `--history`.")

  package static let baseUnknown = Diagnostic.Code(
    "base-unknown", "`--base` names neither a file nor a revision",
    explanation: """
      There is no file or folder of that name relative to the working folder, and git knows no such
      revision in the workspace. In CI the branch has often not been fetched: actions/checkout gets
      one commit only unless fetch-depth says otherwise.

          kiln check out --base sizes.jsonl                                     # last record of a history
          kiln check out --base release/OVMF_CODE.fd                            # an image
          kiln check qemu --base origin/main --history sizes.jsonl -w $EDK2     # a revision
      """,
    remedy: "Give the path of a history or image, or a revision of the workspace that has been fetched.")

  package static let baseWithoutHistory = Diagnostic.Code(
    "base-without-history", "a base revision is given without a size history", ends: .usage,
    explanation: """
      `--base` is not the path of a file, so kiln takes it for a revision of git. Sizes of a
      revision are not computed by building it but looked up in a history of earlier measurements,
      and neither `--history` nor `--record` names one.
      """,
    remedy: "Add `--history FILE`, or give the path of an image or history as the base.")

  package static let sourceDateEpoch = Diagnostic.Code(
    "source-date-epoch", "SOURCE_DATE_EPOCH is not a time",
    explanation: """
      The environment variable SOURCE_DATE_EPOCH (reproducible-builds.org) sets the time that kiln
      uses instead of the clock: for records of a size history and for the last days of waivers and
      allowed differences. It must be a whole number of seconds since 1970-01-01 UTC.

          export SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
      """,
    remedy: "Set it to a number of seconds since 1970-01-01 UTC, or unset it.")
}
