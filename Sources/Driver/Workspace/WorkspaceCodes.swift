package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let workspaceCodes: [Diagnostic.Code] = [
    .buildEnvironmentMissing, .buildCommandMalformed, .buildOptionRefused, .imageUnknown, .moduleAbsent,
    .platformMissing, .targetTextMalformed, .targetTextUnsuited,
    .targetUnknown, .warningAsError, .workspaceWithoutPackages,
  ]

  package static let buildEnvironmentMissing = Diagnostic.Code(
    "build-environment-missing", "kiln is called `build`, and edk2's environment is not set", ends: .usage,
    explanation: """
      Called `build`, kiln takes the tree from WORKSPACE and expects EDK_TOOLS_PATH, as edk2's `build` does.
      `edksetup.sh` of the tree sets both. `kiln build` needs neither; it takes the working folder.
      """,
    remedy: "Run `. ./edksetup.sh` in the tree first, or use `kiln build`.")

  package static let buildCommandMalformed = Diagnostic.Code(
    "build-command-malformed", "edk2's `build` would not accept the command line", ends: .usage,
    explanation: """
      An option of edk2's `build` is unknown or ambiguous, lacks its value or has one that it does not take, is
      given more often than edk2 allows, or does not go with another option. edk2's `build` refuses the same
      command lines.
      """,
    remedy: "Correct the command line; `build --help` lists the options.")

  package static let imageUnknown = Diagnostic.Code(
    "image-unknown", "`-r` or `-i` names an image that the FDF does not have",
    explanation: """
      `--rom-image` (`-r`) and `--fv-image` (`-i`) limit what a build writes to flash images and volumes of the
      platform's FDF. The name must be that of an `[FD]` or `[FV]` section there; a misspelt one would leave
      nothing to write.
      """,
    remedy: "Use one of the names that the message lists.")

  package static let warningAsError = Diagnostic.Code(
    "warning-as-error", "there are warnings, and `--warning-as-error` is given",
    explanation: """
      With `--warning-as-error` a build ends before it compiles if the manifests, the tool chain or the command
      line caused a warning, and before it packs if a later stage did. Warnings of compilers are not
      meant: `-Werror` in the platform's options decides about them.
      """,
    remedy: "Correct what the warnings say, or leave the option out.")

  package static let workspaceWithoutPackages = Diagnostic.Code(
    "workspace-without-packages", "the workspace contains no package of edk2",
    explanation: """
      A platform uses the packages of edk2's source tree: MdePkg, MdeModulePkg, OvmfPkg and others, each
      with a DEC file. The workspace is the folder of `--workspace` (`-w`), otherwise WORKSPACE,
      otherwise the working folder; PACKAGES_PATH adds more. None of these folders, and no folder
      directly in them, contains a DEC file, so everything that the platform names is missing. kiln says
      that once and not for each file.

          kiln check qemu --workspace ~/edk2
      """,
    remedy: "Name the top folder of edk2's source tree with `--workspace`, or in WORKSPACE.")

  package static let buildOptionRefused = Diagnostic.Code(
    "build-option-refused", "an option of edk2's `build` is not available", ends: .usage,
    explanation: """
      `kiln build` takes the options of edk2's `build`. Some of them it does not have, and it ends rather
      than build something else; the message says what does the same.
      `Documentation/edk2-build-options.md` lists all options. `--output` and `--json` are for one target
      and one tool chain.
      """,
    remedy: "Do what the message says.")

  package static let moduleAbsent = Diagnostic.Code(
    "module-absent", "the module of `-m` is not part of the platform",
    explanation: """
      `kiln build -m` compiles one module or library of the platform. It takes the path of the INF as the
      platform names it, relative to the workspace or a folder of PACKAGES_PATH, or absolute. No component
      of the platform, and no library that one links, has this path.
      """,
    remedy: "Correct the path, or add the module to `[Components]` of the DSC.")

  package static let platformMissing = Diagnostic.Code(
    "platform-missing", "nothing names a platform", ends: .usage,
    explanation: """
      The command needs a platform: an argument, `-p`, ACTIVE_PLATFORM in `Conf/target.txt`, or, as with
      edk2's `build`, the only DSC file of the working folder, in this order. There is none of these, or
      the working folder contains several DSC files.
      """,
    remedy: "Give a name under Platforms/ or the path of a DSC file.")

  package static let targetTextMalformed = Diagnostic.Code(
    "target-txt-malformed", "a value in target.txt cannot be read",
    explanation: """
      `Conf/target.txt` of the workspace, or in the folder of `--conf` or CONF_PATH, gives what the command
      line leaves out. MAX_CONCURRENT_THREAD_NUMBER is a number, decimal or hexadecimal after `0x`; 0 lets
      the machine decide.
      """,
    remedy: "Correct the line.")

  package static let targetTextUnsuited = Diagnostic.Code(
    "target-txt-unsuited", "a value in target.txt does not suit the platform or the machine", .warning,
    explanation: """
      The command line names no architecture, and the platform supports none of those in TARGET_ARCH; or it
      names no tool chain, and TOOL_CHAIN_TAG is one of another family than GCC. Both are so in the target.txt
      that `edksetup.sh` makes. edk2's `build` ends with an error then. kiln passes over the value and takes
      what it takes without target.txt.
      """,
    remedy: "Correct TARGET_ARCH or TOOL_CHAIN_TAG, or use `-a` or `-t`.")

  package static let targetUnknown = Diagnostic.Code(
    "target-unknown", "the build target is not known",
    explanation: """
      The name given with `-b`, or TARGET in `Conf/target.txt`, is none of DEBUG, RELEASE and NOOPT, and no
      definition of tools_def is for it. A module would be compiled without the options that a target adds.

          -b release      # expected RELEASE: names of targets are compared to the letter, as in edk2
      """,
    remedy: "Use one of the targets that the message lists, or define the target's options in tools_def.")
}
