package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let driftCodes: [Diagnostic.Code] = [
    .driftModule, .driftLibrary, .driftPCD, .driftOption, .driftRegion, .driftVolume, .driftRule,
    .differenceMalformed, .familyMalformed, .familyMemberUnknown, .configurationMalformed, .changeNotExamined,
  ]

  package static let changeNotExamined = Diagnostic.Code(
    "change-not-examined", "no configuration that was examined reads a changed line",
    explanation: """
      `kiln drift --since` reads every member of the family in each of its configurations, before and
      after the change. Where a changed line stands under conditions (`!if`, `!ifdef`, an `!include` in
      such a branch, a section for another architecture, a build option for another tool chain), kiln
      looks for options with which it is read, and examines these configurations too. For this line it
      found none, so nothing is known about it: it may be damaged, or be missing in siblings, and the
      gate is not green for what it did not look at. A changed condition must be examined with both
      results. Removed lines are looked for in what was there before the change.

      The message names the conditions. The exit status is 1. Lines that no build of the family can read
      are a warning, one for all of them: those for a tool chain that the tree's tools_def does not have,
      and those for architectures that no member supports in a file of another package.

          [UserExtensions.Kiln."Configuration"]
            secure | X64 Ia32X64 | -D SECURE_BOOT_ENABLE=TRUE -D SMM_REQUIRE=TRUE
      """,
    remedy:
      "Name options with which the line is read in `[UserExtensions.Kiln.\"Configuration\"]` of the family, "
      + "or with `-D`. If there are none, the line is dead: remove it in a change of its own.")

  package static let configurationMalformed = Diagnostic.Code(
    "configuration-malformed", "a configuration of a family cannot be read",
    explanation: """
      A line of `[UserExtensions.Kiln."Configuration"]` names options with which members of the family
      are examined in addition to their own. It has three fields separated by `|`: a name without
      blanks, the members (or `*` for all), and the options. Two configurations have different names,
      and none is called `plain`, which is the name of the configuration without further options.

          secure | *        | -D SECURE_BOOT_ENABLE=TRUE
          smm    | X64 Ia32 | -D SECURE_BOOT_ENABLE=TRUE -D SMM_REQUIRE=TRUE
      """,
    remedy: "Write `NAME | MEMBERS | OPTIONS`.")

  package static let differenceMalformed = Diagnostic.Code(
    "difference-malformed", "a line of allowed differences cannot be read",
    explanation: """
      A line of `[UserExtensions.Kiln."Difference"]` says which difference between members of a
      family is intended. It has four fields separated by `|` and optionally a fifth: topic, subject
      (a pattern, optionally followed by ` in ` and a pattern of INFs), members, reason, and the
      last day. The topic is `module`, `library`, `pcd`, `option`, `depex`, `region`, `volume`,
      `rule`, `macro` or `*`.

          module  | OvmfPkg/Virtio*           | Xen | Xen has devices of its own
          library | TimerLib in OvmfPkg/Sec/* | Xen | no ACPI timer before PEI | until 2027-06-30
      """,
    remedy: "Write `TOPIC | SUBJECT | MEMBERS | REASON`, optionally followed by `| until YYYY-MM-DD`.")

  package static let familyMalformed = Diagnostic.Code(
    "family-malformed", "a family of platforms cannot be read",
    explanation: """
      A family is a file whose `[UserExtensions.Kiln."Family"]` names at least two members, one a
      line: a name without blanks that no other member has, `|`, and a platform with options as on
      kiln's command line. kiln found a line that is not of this form, options that it does not
      know, or fewer than two members.

          [UserExtensions.Kiln."Family"]
            X64 | OvmfPkg/OvmfPkgX64.dsc -a X64 -D SECURE_BOOT_ENABLE=TRUE
            Xen | OvmfPkg/OvmfXen.dsc -a X64
      """,
    remedy: "Write `NAME | DSC OPTIONS` for each of at least two members.")

  package static let familyMemberUnknown = Diagnostic.Code(
    "family-member-unknown", "an allowed difference names a member that the family does not have",
    explanation: """
      A line of `[UserExtensions.Kiln."Difference"]` names a member that no line of
      `[UserExtensions.Kiln."Family"]` declares. The line would allow nothing, and the drift that it
      should cover would be reported. Usually a member was renamed.
      """,
    remedy: "Use one of the names that the message lists, or `*` for all members.")

  package static let driftModule = Diagnostic.Code(
    "drift-module",
    "a module was added to, removed from or moved in some platforms of a family, but not in their siblings",
    explanation: """
      A family is a set of platforms that are meant to stay alike. `kiln drift --since` resolves
      every member before and after a change and compares what the members are made of. Here the
      change adds a module to some members, removes it, or takes it into or out of flash, and
      siblings that were the same before are left behind. This is how edk2's OVMF platforms drift
      apart: a driver is added to OvmfPkgX64 and forgotten in OvmfPkgIa32 and Microvm, and months
      later somebody reports that a feature is missing there. If a new module takes the place of an
      old one, siblings that still have the old one are reported.

      The message names the siblings; the notes show which line was changed by which commit, and the
      fix gives the lines that the siblings lack. The exit status is 3.
      """,
    remedy: "Make the same change in the siblings, or allow the difference in "
      + "`[UserExtensions.Kiln.\"Difference\"]` with a reason.")

  package static let driftLibrary = Diagnostic.Code(
    "drift-library", "a module is linked with another library instance in some platforms of a family only",
    explanation: """
      The change gives modules of some members another instance of a library class, and the same
      modules in siblings that had the same instance before keep the old one. `[LibraryClasses]` is
      copied from DSC to DSC in a family, so a replacement is easily forgotten in one. The siblings
      still build, but run other code: a fixed bug stays, or a module that expects the new
      instance's PPI or PCD does not find it. NULL instances count by their INF.

          [LibraryClasses]
            TimerLib|OvmfPkg/Library/AcpiTimerLib/BaseAcpiTimerLib.inf
      """,
    remedy: "Make the same change in the siblings, or allow the difference in "
      + "`[UserExtensions.Kiln.\"Difference\"]` with a reason.")

  package static let driftPCD = Diagnostic.Code(
    "drift-pcd", "a PCD has a new value in some platforms of a family only",
    explanation: """
      The change gives a PCD, as one or more modules see it, another value or type in some members,
      and siblings that had the same value before keep it. Only a PCD that both had before and have
      now counts; PCDs that come or go with a module do not. A default raised in one DSC and not in
      the others gives the same driver different limits in each platform. PCDs that follow from a
      platform's own flash layout are best allowed to differ by pattern:

          pcd | gUefiOvmfPkgTokenSpaceGuid.PcdOvmf*Base | * | follows from the layout in the FDF
      """,
    remedy: "Set the PCD in the siblings too, or allow the difference in "
      + "`[UserExtensions.Kiln.\"Difference\"]` with a reason.")

  package static let driftOption = Diagnostic.Code(
    "drift-option", "build options of a module changed in some platforms of a family only",
    explanation: """
      The change adds to, or removes from, what the platform contributes to a tool's flags
      (`[BuildOptions]` and the component's `<BuildOptions>`), such as CC_FLAGS, and siblings with
      the same module and the same flags before keep the old ones. Flags that decide something, like
      `-D DISABLE_NEW_DEPRECATED_INTERFACES` or `-z common-page-size=0x1000`, are as easily
      forgotten as any other line, and nothing fails at build time. What tools_def itself says is
      not compared.
      """,
    remedy: "Make the same change in the siblings, or allow the difference in "
      + "`[UserExtensions.Kiln.\"Difference\"]` with a reason.")

  package static let driftRegion = Diagnostic.Code(
    "drift-region", "a flash region changed in some platforms of a family only",
    explanation: """
      The change moves or resizes a flash device or one of its regions, or edits the data typed into
      it, in some members, and siblings whose region was the same before keep it. If the family is
      meant to have one flash layout, tools that rely on fixed offsets (capsule updates, scripts
      that splice in variables, SEV measurement) now differ between platforms. Families in which
      every platform lays out its own flash allow the whole topic:

          region | * | * | every platform lays out flash for itself
      """,
    remedy: "Change the siblings' FDF as well, or allow the difference in "
      + "`[UserExtensions.Kiln.\"Difference\"]` with a reason.")

  package static let driftVolume = Diagnostic.Code(
    "drift-volume", "a firmware volume changed in some platforms of a family only",
    explanation: """
      The change alters a volume of the FDF (its size, alignment, erase polarity, name GUID or
      a-priori list) in some members, and siblings whose volume was the same before keep it. The
      modules in a volume are the topic `module` and are reported on their own.
      """,
    remedy: "Change the siblings' FDF as well, or allow the difference in "
      + "`[UserExtensions.Kiln.\"Difference\"]` with a reason.")

  package static let driftRule = Diagnostic.Code(
    "drift-rule", "an FDF rule changed in some platforms of a family only",
    explanation: """
      The change alters a `[Rule]` of the FDF in some members, and siblings that had the same rule
      before keep it. Rules decide which sections a module's FFS file has, whether its image is PE32
      or TE, how it is aligned and whether it has a UI section or a version, so the same module
      would be packed in two ways.
      """,
    remedy: "Change the siblings' FDF as well, or allow the difference in "
      + "`[UserExtensions.Kiln.\"Difference\"]` with a reason.")
}
