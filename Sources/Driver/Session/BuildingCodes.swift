package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let buildingCodes: [Diagnostic.Code] = [
    .basetoolsChanged, .basetoolsMissing, .basetoolsNewer, .buildInterrupted, .buildScriptFailed,
    .buildScriptNotRun, .commandFailed, .compilerForeign, .compressionUnknown,
    .imagesOtherVariant,
    .imagesReplaced, .likeForeign, .likeUnclear, .ninjaFailed, .notABuildFolder, .pathUnsuitable,
    .randomInputMalformed, .submoduleEmpty,
    .toolchainUnknown, .toolsDefMissing,
    .variantDiffers, .variantRecordUnreadable, .variantUnrecorded,
  ]

  package static let basetoolsChanged = Diagnostic.Code(
    "basetools-changed", "the tree's BaseTools are of no release", .note,
    explanation: """
      kiln does the work of edk2's build tools itself, as the tools of the tree would do it; it recognises what
      changed from release to release in their sources. Some of these sources are the same in no release from
      edk2-stable202211 on, or are missing: somebody changed them, or the tree is of a commit between
      releases. kiln knows nothing of such a change, and images may differ from those of the tree's tools
      where it matters. `Documentation/basetools.md` lists what kiln knows.
      """,
    remedy: "Compare an image with one of edk2's `build`, with `kiln diff`.")

  package static let submoduleEmpty = Diagnostic.Code(
    "submodule-empty", "a git submodule with sources of the build is not checked out",
    explanation: """
      edk2 takes OpenSSL, Brotli, libfdt and others from repositories of their own. `.gitmodules` names them,
      and edk2's repository has the commit of each. A clone without `--recurse-submodules` has empty folders
      in their place, and so has an archive that GitHub makes of a tag. Modules of this platform have their
      sources there. Submodules that no module of the platform uses are not looked at.
      """,
    remedy: "Run `git submodule update --init PATH`, or put the files of that commit into the folder.")

  package static let basetoolsNewer = Diagnostic.Code(
    "basetools-newer", "the tree's BaseTools are newer than those that kiln knows", .warning,
    explanation: """
      kiln does the work of edk2's build tools itself, and knows how these behave in all releases from
      edk2-stable202211 to the newest that it was compared with. Files of this tree's BaseTools are of none
      of them while others are of the newest, or none is of any release. What changed since is not known, and
      images may differ from those of the tree's tools. `Documentation/basetools.md` lists what kiln knows.
      """,
    remedy: "Use a newer kiln, or compare an image with one of edk2's `build`, with `kiln diff`.")

  package static let likeForeign = Diagnostic.Code(
    "like-foreign", "the image of `--like` is not one of the platform",
    explanation: """
      `--like` takes out of a reference image what edk2's `build` draws at random, so that the build gives the same
      bytes. Fewer than half of the platform's modules are in the image, so it is an image of another platform or
      another architecture, or a variable store.
      """,
    remedy: "Name the image that the same platform gave, with the same flags.")

  package static let likeUnclear = Diagnostic.Code(
    "like-unclear", "no module shows the stack cookie of the image of `--like`",
    explanation: """
      kiln compiles a few modules that check their stack, and compares them with those in the image. It takes the
      stack cookie from a module that differs in nothing else. Here all of them differ in more: other compilers,
      flags, sources or paths made the image, and the cookie would not make it equal.
      """,
    remedy: """
      Find out with `kiln diff` what differs. Paths in the image are set with `--path-map`, a date with
      SOURCE_DATE_EPOCH.
      """)

  package static let randomInputMalformed = Diagnostic.Code(
    "random-input-malformed", "a file that decides what would be random is not one",
    explanation: """
      From edk2-stable202411 on, edk2's `build` draws random numbers for stack cookies once for a build folder, and
      keeps them there in StackCookieValues32.json and StackCookieValues64.json. If these files exist, kiln takes
      the numbers from them, as `build` does, so that both give the same images. They are JSON lists of whole
      numbers of 32 or 64 bits. ShortPcdArrays.json is kiln's own, from an earlier `--like`: a list of folders.
      """,
    remedy: "Remove the file; edk2's `build` or `--like` write it again.")

  package static let basetoolsMissing = Diagnostic.Code(
    "basetools-missing", "the BaseTools folder is not found",
    explanation: """
      A build needs edk2's BaseTools: Conf/tools_def.template says how the compilers are called, and
      sources of host tools such as VfrCompile are built from it. kiln looks at EDK_TOOLS_PATH and
      then for BaseTools/Conf in the workspace and in every folder of PACKAGES_PATH.
      """,
    remedy: "Name the edk2 source tree with `--workspace`, or its BaseTools with EDK_TOOLS_PATH.")

  package static let buildInterrupted = Diagnostic.Code(
    "build-interrupted", "the build ended before it was complete",
    explanation: """
      ninja ended without success, and no command of the build failed: it was interrupted (Ctrl-C,
      SIGTERM), killed for lack of memory, or could not write to the disk. What was finished is
      kept.
      """,
    remedy: "Run the same command again: it goes on where it stopped. If memory ran out, use fewer `--jobs`.")

  package static let buildScriptFailed = Diagnostic.Code(
    "build-script-failed", "PREBUILD or POSTBUILD of the platform failed",
    explanation: """
      PREBUILD and POSTBUILD in [Defines] of a DSC are shell commands. As edk2's `build` does, `kiln
      build` runs PREBUILD before it reads the manifests and POSTBUILD after it has written the images,
      with its options behind the command. The command has ended with an exit status other than 0: the
      shell did not find the program or the script, or the script itself failed. What it printed stands
      above the message, or in it with `--quiet`.

      After PREBUILD has failed nothing is built. When POSTBUILD fails, the images are there.
      """,
    remedy: """
      Correct the script or its path, which is relative to the workspace or a folder of PACKAGES_PATH, \
      or set another command with `-D PREBUILD=COMMAND`; `-D PREBUILD=` runs none.
      """)

  package static let buildScriptNotRun = Diagnostic.Code(
    "build-script-not-run", "the platform names a script that the command does not run", .warning,
    explanation: """
      PREBUILD and POSTBUILD in [Defines] of a DSC are shell commands that `kiln build` runs before it
      builds and after it. A build from `--prebuilt` modules, and `kiln size --with`, run neither, so
      files that PREBUILD makes may be missing or old, and what POSTBUILD does to the images is not done.
      """,
    remedy: "Run the command yourself, in the workspace: PREBUILD before, POSTBUILD after it.")

  package static let compilerForeign = Diagnostic.Code(
    "compiler-foreign", "a compiler generates code for another architecture",
    explanation: """
      tools_def names the compiler of each architecture, with a prefix that it takes from the environment, such as
      GCC5_AARCH64_PREFIX. If the variable is not set, that is the compiler of the build machine, which does not know
      the options of the other architecture, or compiles for its own. kiln asks GCC with `-dumpmachine`.
      """,
    remedy: "Install the cross compiler, and set the variable that the message names.")

  package static let commandFailed = Diagnostic.Code(
    "command-failed", "a command of the build failed",
    explanation: """
      A compiler, assembler, linker or another tool that the build started ended with an error. The
      transcript is its output, and the place is the first source file that it names, if there is
      one. kiln stops like ninja after the first failure, unless `--keep-going` is given. The image
      of an earlier build is left as it was.
      """,
    remedy: "Correct what the tool complains about and build again; `--verbose` shows the whole command.")

  package static let compressionUnknown = Diagnostic.Code(
    "compression-unknown", "a compression line names an unknown compressor",
    explanation: """
      A line of `[UserExtensions.Kiln."Compression"]` names compressors for the contents of a volume. A
      compressor is `lzma` or `lzma-f86` (with the x86 branch filter), optionally followed by a colon and
      settings: lc + lp at most 4, pb at most 4, nice 5 to 273. This one has another name, or a setting
      that is unknown or out of range.

          [UserExtensions.Kiln."Compression"]
            FVMAIN_COMPACT | lzma-f86:lc=4,lp=0,pb=0,nice=273 | lzma

      kiln does not fall back to the compression that the FDF describes, because the image would be larger
      than the platform intends.
      """,
    remedy: "Write `lzma` or `lzma-f86`, with settings in these ranges.")

  package static let imagesOtherVariant = Diagnostic.Code(
    "images-other-variant", "the images do not contain the files that the platform places",
    explanation: """
      `-p` and the other options describe a variant: a platform, a target, a tool chain, macros and PCDs.
      The budgets of that variant say nothing about images of another one. No build of kiln left a record
      beside these images, so the files in their volumes were compared with those that the FDF places
      there, and they are not the same: the images were built with other options, from another platform
      or from another source. `kiln check` refuses them; `size` and `report`, which judge nothing, warn.

          $ kiln check Build/OvmfX64/RELEASE_GCC5 -p OvmfPkg/OvmfPkgX64.dsc -D NETWORK_ENABLE=FALSE
      """,
    remedy: "Name the platform and the options that the images were built with.")

  package static let imagesReplaced = Diagnostic.Code(
    "images-replaced", "an image is not the one that the recorded build wrote",
    explanation: """
      `kiln build` leaves kiln-variant.json in the build folder: the variant, and size and checksum of
      every image that it wrote. An image has changed since, is missing, or was added by another program,
      so nothing says which variant it is of.
      """,
    remedy: "Build again. If another program builds into this folder, remove kiln-variant.json: kiln then "
      + "compares the files in the images with the platform.")

  package static let ninjaFailed = Diagnostic.Code(
    "ninja-failed", "ninja cannot carry out the build",
    explanation: """
      ninja reports an error of its own, not one of a command: for example a file that no rule
      makes, or a log that it cannot read. As kiln writes build.ninja, this usually means that the
      build folder's logs are damaged, that a source file vanished during the build, or that it is a
      bug of kiln.
      """,
    remedy: "Remove .ninja_log and .ninja_deps from the build folder and build again. If it happens again, "
      + "report it with build.ninja.")

  package static let notABuildFolder = Diagnostic.Code(
    "not-a-build-folder", "the folder to remove was not made by a build",
    explanation: """
      `kiln build PLATFORM clean` removes a whole folder tree, so it does that only if the folder
      holds build.ninja, kiln.lock or GlobalVar.bin, one of which each build by kiln or edk2 leaves.
      This one has none of them; perhaps `--output` names a folder with other contents.
      """,
    remedy: "Check the path. If the folder may really go, remove it yourself.")

  package static let pathUnsuitable = Diagnostic.Code(
    "path-unsuitable", "a path contains a character that the build's programs cannot take",
    explanation: """
      The path of the workspace or of the build folder contains a character that one of the programs
      takes for something else, however it is quoted: gcc reads `%` in its specs and splits `-Wl,`
      at commas, ar and nasm have their own ideas of backslashes and quotation marks, and ninja of
      the rest in its depfiles. The characters are `% , \\ " ' & ; * ? < > | ^`, the backtick and
      control characters. Blanks and non-ASCII letters are fine.
      """,
    remedy: "Move the tree to another path, or choose another build folder with `--output`.")

  package static let toolchainUnknown = Diagnostic.Code(
    "toolchain-unknown", "tools_def does not define the tool chain",
    explanation: """
      The tag given with `-t` occurs in no definition of tools_def, so there is nothing that says
      which compiler to run. Tags change between edk2 releases: GCC5 was renamed to GCC in 2024.
      Commands that only compare or explain platforms go on without it and report this as a note to
      the platform.
      """,
    remedy: "Use one of the tags that the message lists with `-t`.")

  package static let toolsDefMissing = Diagnostic.Code(
    "tools-def-missing", "tools_def is not found",
    explanation: """
      Neither Conf/tools_def.txt of the workspace (or CONF_PATH) nor
      BaseTools/Conf/tools_def.template exists. The BaseTools folder is there but incomplete, as
      after a partial copy of the tree.
      """,
    remedy: "Name a complete edk2 source tree with `--workspace`.")

  package static let variantDiffers = Diagnostic.Code(
    "variant-differs", "a build folder contains another variant than the command line describes",
    explanation: """
      `kiln build` records in kiln-variant.json which variant is in the folder: platform, architectures,
      target, tool chain, macros (`-D`) and PCDs (`--pcd`). The command line describes another one. Its
      budgets may be others, so a check would pass or fail for images that nobody looked at.

          $ kiln build qemu
          $ kiln check qemu -D NETWORK_ENABLE=TRUE      # error: it was built with no -D NETWORK_ENABLE

      For a folder, what the command line leaves out is taken from the record:

          $ kiln check Build/KilnQemu/RELEASE_GCC5 -p qemu
      """,
    remedy: "Say the options that the folder was built with, or build the variant that you mean.")

  package static let variantRecordUnreadable = Diagnostic.Code(
    "variant-record-unreadable", "kiln-variant.json in a build folder cannot be used", .warning,
    explanation: """
      The file that records which variant a build folder contains is damaged, or another version of
      kiln wrote it in a form that this one does not know. kiln then does without it and compares the
      files in the images with those that the platform places.
      """,
    remedy: "Build again with the kiln that checks.")

  package static let variantUnrecorded = Diagnostic.Code(
    "variant-unrecorded", "options are claimed of images that have no record of a build", ends: .usage,
    explanation: """
      `kiln diff` compares images by their contents. Options such as `-b` and `-D` say nothing to it,
      but they claim what the images were built with. `kiln-variant.json` of a build folder tells
      whether that is true; these images are in no folder with such a record, so the claim cannot be
      checked, and a comparison under a wrong name would look right.

          kiln diff old/RELEASE_GCC5 new/RELEASE_GCC5 -D SECURE_BOOT_ENABLE=TRUE
      """,
    remedy: "Leave the options out, or name build folders that contain `kiln-variant.json`.")
}
