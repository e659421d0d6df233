package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let sizeCommandCodes: [Diagnostic.Code] = [
    .compressorUnknown, .budgetExceeded, .baseEmpty, .baseNotRecorded, .baseOtherPlatform, .baseUnknown,
    .baseWithoutHistory, .budgetGrowth, .budgetReserve, .budgetWarning, .buildStale, .flagsWithoutPlatform,
    .mapsMissing, .moduleUnknown, .sourceDateEpoch, .streamMissing, .subjectUnknown,
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

  package static let budgetGrowth = Diagnostic.Code(
    "budget-growth", "a flash device, volume or module grew by more than is allowed", ends: .overBudget,
    explanation: """
      Compared with the base (`--base`), the size grew by more than `growth` of its budget line or
      `--max-growth` allows. The limit can be in bytes or a share of the base's size. Such a gate
      stops a single change that adds 40 KB by accident (a second copy of a crypto library, debug
      strings in a RELEASE build) although the volume is far from full; budgets with a fixed limit
      notice that much later, on somebody else's change.

          PEIFV | 0xD0000 | growth = 0.5%
      """,
    remedy:
      "Make the change smaller (the notes say which modules grew), or raise `growth` and say why in the "
      + "commit.")

  package static let budgetReserve = Diagnostic.Code(
    "budget-reserve", "a flash device or volume has used part of its reserve", ends: .overBudget,
    explanation: """
      What was measured is within the limit, but less than `reserve` bytes are left below it. A
      reserve keeps room for what must still fit later, such as a security fix on a release branch
      or a larger microcode update. The check fails like one over its limit, with exit status 2, as
      the reserve would otherwise be spent by everyday changes.

          DXEFV | * | reserve = 0x10000
      """,
    remedy: "Remove a module or switch a feature off, or make the reserve smaller if it is no longer needed.")

  package static let budgetWarning = Diagnostic.Code(
    "budget-warning", "a flash device, volume or module is above its warning level", .warning,
    explanation: """
      What was measured is more than `warn` of the budget line, which is a number of bytes or a
      share of the limit. Nothing fails: the warning gives time to plan. `kiln size --history`
      estimates from recorded sizes when the limit will be reached.

          DXEFV | * | warn = 92%
      """,
    remedy: "Plan where the next space comes from: `kiln size` shows what costs how much.")

  package static let buildStale = Diagnostic.Code(
    "build-stale", "the build folder does not match the options of `kiln size --with`",
    explanation: """
      `kiln size --with FLAGS` compiles what the flags change in the existing build folder, measures
      it, and builds the folder back. That is cheap only if the folder is up to date. kiln plans the
      build anew with the options given and compares the plan with the folder's build.ninja byte by
      byte; here they differ, so nearly everything might be compiled twice. The platform was built
      with other options (`-b`, `-t`, `-D`, `--launcher`), the tree or environment changed since, or
      another kiln built it. Nothing was changed in the folder.

          kiln build qemu --workspace $EDK2 --output out -D SHELL_ENABLE=FALSE
          kiln size  qemu --workspace $EDK2 --output out -D SHELL_ENABLE=FALSE --with -D NETWORK_ENABLE=TRUE
      """,
    remedy: "Run `kiln build` with the same options that you give to `kiln size`, then ask again.")

  package static let flagsWithoutPlatform = Diagnostic.Code(
    "flags-without-platform", "`--with` is given for an image instead of a platform",
    explanation: """
      `kiln size --with FLAGS` measures the platform again with other flags. Flags such as `-D
      NETWORK_ENABLE=TRUE` change which modules and sources are built, and an image alone, or a
      folder of images, does not say which platform it was built from.
      """,
    remedy: "Name the platform, and with `--output` the folder in which it was built.")

  package static let mapsMissing = Diagnostic.Code(
    "maps-missing", "the link maps of the build are missing",
    explanation: """
      Sizes by library or by function need to know which object file each byte of a module came
      from, and that is only in the .map files that the linker writes beside the modules. kiln finds
      them through FV/Guid.xref of a build folder. A finished image, or modules taken from one with
      `--prebuilt`, have no maps.
      """,
    remedy: "Name the folder of a build, such as Build/OvmfX64/RELEASE_GCC5, with its FV/Guid.xref.")

  package static let moduleUnknown = Diagnostic.Code(
    "module-unknown", "the image has no file with that name",
    explanation: """
      `--without` and `--marginal` name files of the image, by module name or by GUID, in upper or
      lower case. kiln knows names from the UI sections, from the platform's INFs and from its own
      list of edk2's modules; a file without any name has to be given by its GUID.
      """,
    remedy: "Use one of the names that `kiln size` lists.")

  package static let sourceDateEpoch = Diagnostic.Code(
    "source-date-epoch", "SOURCE_DATE_EPOCH is not a time",
    explanation: """
      The environment variable SOURCE_DATE_EPOCH (reproducible-builds.org) sets the time that kiln
      uses instead of the clock: for records of a size history and for the last days of waivers and
      allowed differences. It must be a whole number of seconds since 1970-01-01 UTC.

          export SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
      """,
    remedy: "Set it to a number of seconds since 1970-01-01 UTC, or unset it.")

  package static let streamMissing = Diagnostic.Code(
    "stream-missing", "the image contains no compressed stream",
    explanation: """
      `kiln size --search-compression` tries compressor settings on the largest compressed stream of
      an image, and the image holds no GUIDed section that kiln can decompress. Files of variables
      have none, nor have platforms that keep their volumes uncompressed.
      """,
    remedy: "Name an image with a compressed volume, such as OVMF_CODE.fd.")

  package static let subjectUnknown = Diagnostic.Code(
    "subject-unknown", "the size history has no flash device or volume of that name",
    explanation: """
      `--subject` limits `kiln size --history` to one flash device or volume. No record of the
      history has one of this name, in upper or lower case. Modules are recorded too but have no
      forecast.
      """,
    remedy: "Use one of the names that the message lists.")

  package static let budgetExceeded = Diagnostic.Code(
    "budget-exceeded", "a flash device, volume or module is larger than its budget", ends: .overBudget,
    explanation: """
      `[UserExtensions.Kiln."Budget"]` (in the DSC, in the file that `--budgets` names, or in kiln's
      own for edk2's platforms) gives a flash device, a volume or a module a number of bytes, and
      what was measured is more. A budget is usually smaller than the space in the FDF, so that
      growth is noticed while the image still fits: when a volume really overflows, nobody can build
      any more and whoever pushed last has to find space.

          [UserExtensions.Kiln."Budget"]
            OVMF_CODE | 0x1E0000                            # flash device: bytes of its volumes
            DXEFV     | * | warn = 92% | reserve = 0x10000  # volume: the room that the FDF gives it
            Shell     | 0x38000 | measure = flash           # module: its share of the compressed stream

      The notes list what occupies most of it, and with `--base` what has grown. Sizes are raw, as
      they count against the room in the FDF, unless the line says `measure = flash`: then they are
      what is left after compression. The exit status is 2, which tells a size problem from a broken
      build.
      """,
    remedy: "Remove a module or switch a feature off, after `kiln size` has shown what costs how much; or "
      + "raise the budget deliberately.")

  package static let compressorUnknown = Diagnostic.Code(
    "compressor-unknown", "a compressor is not one that kiln has", ends: .usage,
    explanation: """
      A compressor is `lzma` or `lzma-f86` (with the x86 branch filter), optionally followed by
      settings, or the path of a program with the options of edk2's LzmaCompress. Settings are lc +
      lp at most 4, pb at most 4, nice 5 to 273; SEC's decoder accepts any of them, as they are in
      the stream's header.

          --compressor lzma-f86:lc=4,lp=0,pb=0,nice=273
      """,
    remedy: "Write `lzma` or `lzma-f86` with settings in these ranges, or the path of a program.")
}
