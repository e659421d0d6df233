package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let budgetCodes: [Diagnostic.Code] = [
    .budgetExceeded, .budgetGrowth, .budgetNotChecked, .budgetReserve, .budgetWarning, .growthNotChecked,
  ]

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

  package static let budgetNotChecked = Diagnostic.Code(
    "budget-not-checked", "a budget is for something that no measured image contains", .warning,
    explanation: """
      A line of `[UserExtensions.Kiln."Budget"]` limits a flash device, a volume or a module, and none
      of the images that were measured contains it. The budget was not exceeded, but nobody looked:
      a module may have been renamed or have left the FDF, or only one image of several was named.

          $ kiln check Build/OvmfX64/RELEASE_GCC5/FV/OVMF_CODE.fd -p OvmfPkg/OvmfPkgX64.dsc
          warning: OVMF_VARS is not in the images: its budget was not checked

      With `--strict` this is an error and the check ends with 1. That is the default when a report
      for a pipeline is asked for (`--format` other than text, or `--write`).
      """,
    remedy:
      "Check the folder with all images of the build, correct or remove the budget, or say `--no-strict`.")

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

  package static let growthNotChecked = Diagnostic.Code(
    "growth-not-checked", "a limit of growth has no base to compare with", .warning,
    explanation: """
      `growth` of a budget line, or `--max-growth`, limits what a device, a volume or a module may grow
      by since the base. Either there is no base (`--base`), or the base does not contain what is
      limited, because it was added since. The limit was then not applied.

      With `--strict` this is an error and the check ends with 1. That is the default when a report
      for a pipeline is asked for (`--format` other than text, or `--write`).
      """,
    remedy:
      "Name a base with `--base` that contains it, or say `--no-strict` for a build without a base, such "
      + "as the first one of a history.")
}
