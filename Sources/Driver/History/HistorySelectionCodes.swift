package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let historySelectionCodes: [Diagnostic.Code] = [
    .baseAgeMalformed, .baseOfOneVariant, .baseOtherVariant, .baseTooOld, .baseUnknown, .baseWithoutHistory,
    .sourceDateEpoch,
  ]

  package static let baseAgeMalformed = Diagnostic.Code(
    "base-age-malformed", "`--max-base-age` is not a time", ends: .usage,
    explanation: """
      `--max-base-age` limits how old the base of a comparison may be: a whole number of hours, days
      or weeks. It needs a base whose age is known, so it is given together with `--base`.

          kiln check out --base sizes.jsonl --max-growth 1% --max-base-age 30d

      A project says the same in its manifest, with `max-base-age = 30d` in a line of its budgets.
      """,
    remedy: "Write hours, days or weeks, such as `36h`, `30d` or `2w`, and name a base with `--base`.")

  package static let baseOtherVariant = Diagnostic.Code(
    "base-other-variant", "the base is of another variant than what is measured", .warning,
    explanation: """
      Growth since the base is then what the difference between the variants costs, and not what a
      change brought: a build with network looks as if it had grown, and one without would hide
      growth. kiln compares the configuration of a record, `kiln-variant.json` beside images, and
      without it the build target that the executables were compiled for.

      The comparison is shown, as one may want to know what an option costs. With `--strict` it is an
      error and the check ends with 1. That is the default when a report for a pipeline is asked for
      (`--format` other than text, or `--write`).
      """,
    remedy: "Name a base of the same variant, or say `--no-strict` to see what the difference costs.")

  package static let baseTooOld = Diagnostic.Code(
    "base-too-old", "the base is older than the command line or a budget allows", .warning,
    explanation: """
      A gate that compares with a base nobody has recorded for months stops the wrong change: all
      growth since then counts. Usually the job that records sizes on the main branch has failed
      unnoticed. The base may also have no age: an image does not contain the time of its build.

      The limit is `--max-base-age`, otherwise the shortest `max-base-age` of the platform's budgets:

          PEIFV | 0xD0000 | growth = 0.5% | max-base-age = 30d

      With `--strict` this is an error and the check ends with 1. That is the default when a report
      for a pipeline is asked for (`--format` other than text, or `--write`).
      """,
    remedy: "Record the sizes of the main branch again, and look why that was not done.")

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
