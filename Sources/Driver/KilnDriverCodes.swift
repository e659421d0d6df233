package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let kilnDriverCodes: [Diagnostic.Code] = [
    .bootEnded, .bootException, .bootTimeout, .bootXenImage, .budgetsWithoutPlatform, .comparisonMixed,
    .definitionMalformed, .folderNoImage,
    .growthMalformed, .growthWithoutBase, .historyOtherPlatform, .imageNoVolume, .lzmaToolFailed,
    .lzmaToolMissing,
    .modulesMissing, .nothingBuilt, .pageProgramFailed, .pageProgramMissing, .pageTemplateMissing,
    .pvhNoHeader, .qemuFailed, .variantFolderShared, .variantsNoneSelected, .variantsUnknown,
    .workspaceMissing,
  ]

  package static let bootEnded = Diagnostic.Code(
    "boot-ended", "the guest ended before the expected text appeared",
    explanation: """
      `kiln boot --expect` waits for a text on the guest's console, and QEMU or the guest ended
      first: it powered off, crashed, reset with `-no-reboot`, or QEMU refused its arguments. The
      notes show the last lines of the console; if it stayed silent, the firmware failed before it
      initialised the serial port, or the image does not match the machine.
      """,
    remedy: "Read the notes. A DEBUG build tells more about where it stops.")

  package static let bootTimeout = Diagnostic.Code(
    "boot-timeout", "the expected text did not appear in time",
    explanation: """
      The guest is still running, but its console did not show what `--expect` waits for, or it did
      not power off, within the timeout (120 s in QEMU and 300 s under Xen unless `--timeout` says
      otherwise). Without KVM a boot takes several times longer. The notes show the last lines of
      the console.
      """,
    remedy: "Raise `--timeout`, or read in the notes where the boot stands and correct the expected text.")

  package static let budgetsWithoutPlatform = Diagnostic.Code(
    "budgets-without-platform", "`--budgets` is given for an image without its platform", ends: .usage,
    explanation: """
      Budgets name flash devices, volumes and modules of a platform, and their file may use macros
      of its DSC. An image does not say which platform it was built from, so the budgets cannot be
      read.
      """,
    remedy: "Name the platform with `-p`.")

  package static let comparisonMixed = Diagnostic.Code(
    "comparison-mixed", "a platform is compared with an image", ends: .usage,
    explanation: """
      `kiln diff` compares two platforms by their manifests, or two images (or folders of images or
      builds) by their contents, and here one of each kind is given. A name that is neither a file
      of an image nor a folder with one counts as a platform, so a misspelt path leads here, too.
      """,
    remedy: "Give two platforms or two images, and check the spelling of both paths.")

  package static let definitionMalformed = Diagnostic.Code(
    "definition-malformed", "a `-D` or `--pcd` argument has no usable form", ends: .usage,
    explanation: """
      `-D` takes NAME or NAME=VALUE, where a bare name has the value that edk2's `build` gives it.
      `--pcd` takes TokenSpaceGuid.PcdName=VALUE. kiln found no name before the `=`, or no value
      where one is needed.

          -D SECURE_BOOT_ENABLE=TRUE --pcd gEfiMdePkgTokenSpaceGuid.PcdDebugPrintErrorLevel=0x80000042
      """,
    remedy: "Write NAME=VALUE without blanks around `=`, quoted as the shell needs it.")

  package static let folderNoImage = Diagnostic.Code(
    "folder-no-image", "the folder contains no firmware image",
    explanation: """
      kiln looks for files that end in .fd, in upper or lower case, in the folder itself or, for the
      folder of a build, in its FV; for `--prebuilt` also for .ffs files in the folders below. There
      are none. Perhaps the build has not been finished.
      """,
    remedy: "Give a folder with .fd files, or the path of an image.")

  package static let growthMalformed = Diagnostic.Code(
    "growth-malformed", "`--max-growth` is not a size", ends: .usage,
    explanation: """
      `--max-growth` limits how much each flash device and volume may grow over `--base` where its
      budget says nothing. It is a number of bytes, decimal or hexadecimal, or a share of the base's
      size in percent; units such as `4K` are not understood.

          --max-growth 4096      --max-growth 0x1000      --max-growth 1.5%
      """,
    remedy: "Write bytes or a percentage, such as 4096, 0x1000 or 1.5%.")

  package static let growthWithoutBase = Diagnostic.Code(
    "growth-without-base", "`--max-growth` is given without `--base`", ends: .usage,
    explanation: """
      `--max-growth` limits the growth since a base, and without `--base` there is nothing to compare
      with. The check would pass whatever had grown, so kiln refuses the option.

          kiln check qemu --base origin/main --history sizes.jsonl --max-growth 1%
      """,
    remedy: "Name a size history, an image or a revision with `--base`, or leave `--max-growth` out.")

  package static let historyOtherPlatform = Diagnostic.Code(
    "history-other-platform", "the size history has no record of this platform and configuration",
    explanation: """
      The report shows sizes over time from `--history`, and every record in it is of another
      platform or configuration. Records are compared by the platform's name and by what it was
      configured with (architectures, target, tool chain, flags), as `kiln check --record` wrote
      them. For an image without `-p`, the platform is the name of the image. The notes list what
      the history holds.
      """,
    remedy: "Name the platform and its flags as they were when the records were written.")

  package static let imageNoVolume = Diagnostic.Code(
    "image-no-volume", "the file contains no firmware volume",
    explanation: """
      kiln searches a file for firmware volume headers (signature `_FVH`, PI 1.8 Vol 3, 3.2.1.1)
      whose length and checksum are valid. This one has none: it is not a flash image, it is
      encrypted or compressed as a whole, or it is an update capsule of a vendor's format.
      """,
    remedy: "Give a raw flash image or a firmware volume.")

  package static let lzmaToolFailed = Diagnostic.Code(
    "lzma-tool-failed", "the external LZMA compressor failed",
    explanation: """
      With `--lzma-tool`, or when the build made edk2's LzmaCompress from the tree, kiln gives each
      stream to that program. It ended with an error or could not be started; the message contains
      its output. The program must take the options of LzmaCompress: `-e`, `--f86`, `-o`.
      """,
    remedy: "Run the program by hand on a file to see why it fails, or leave `--lzma-tool` out.")

  package static let lzmaToolMissing = Diagnostic.Code(
    "lzma-tool-missing", "the external LZMA compressor does not exist",
    explanation: """
      `--lzma-tool`, or `--compressor` with a path, names a program that is not a file. edk2's
      LzmaCompress is built from BaseTools; it is only needed for images that must be equal to
      edk2's byte for byte, because liblzma makes streams that differ but decode alike.
      """,
    remedy: "Correct the path of LzmaCompress, or leave the option out to compress with liblzma.")

  package static let modulesMissing = Diagnostic.Code(
    "modules-missing", "modules that the FDF places were not found",
    explanation: """
      Packing without compiling takes the modules out of the image or folder that `--prebuilt`
      names, by FILE_GUID. The message lists those that it does not contain, or `--prebuilt` is not
      given at all. A switch that adds modules (`-D NETWORK_ENABLE=TRUE`) needs an image that was
      built with it.
      """,
    remedy: "Name an image or folder with all modules, switch off what is missing, or compile the platform "
      + "with `kiln build`.")

  package static let nothingBuilt = Diagnostic.Code(
    "nothing-built", "the platform has not been built in the folder",
    explanation: """
      The command measures or explains what a build left in the FV folder of the platform's build
      folder, and there is no such folder. The build folder is Build/<Platform>/<TARGET>_<TOOLCHAIN>
      in the workspace, or what `--output` names, so other `-b`, `-t` or `--output` options lead to
      another folder.
      """,
    remedy: "Run `kiln build` with the same options first, or use `--prebuilt` with an image.")

  package static let pageProgramFailed = Diagnostic.Code(
    "page-program-failed", "kiln-page did not make a page",
    explanation: """
      `kiln report` and `--html` give a template and values to the program kiln-page, and that ended
      with an error. Its message follows; usually the template in `Templates` was edited, or
      kiln-page belongs to another version of kiln.
      """,
    remedy: "Restore kiln's own template, and use the kiln-page that was built together with this kiln.")

  package static let pageProgramMissing = Diagnostic.Code(
    "page-program-missing", "kiln-page is not installed beside kiln",
    explanation: """
      `kiln report` and `--html` start the program kiln-page, which kiln looks for in the folder of
      its own program. It is a program of its own because it needs all of Foundation, which would
      slow down every other command.
      """,
    remedy: "Put kiln-page beside kiln; `make build` builds both.")

  package static let pageTemplateMissing = Diagnostic.Code(
    "page-template-missing", "the template of the page is not installed",
    explanation: """
      The HTML of a report comes from `Templates/*.html.mustache`, which kiln looks for in the
      working folder, in the folders above its own program, and in their share/kiln. The program was
      probably copied without its data.
      """,
    remedy: "Install kiln's `Templates` in the folder that holds its `Platforms`.")

  package static let pvhNoHeader = Diagnostic.Code(
    "pvh-no-header", "the image has no ELF header for PVH",
    explanation: """
      Xen and `qemu -kernel` start a PVH guest by an ELF header at the very beginning of the image,
      and the file does not begin with one. If it ends with a reset vector it is firmware that
      starts from flash only, such as OVMF_CODE.fd. Otherwise it is not firmware at all.
      """,
    remedy: "Give the image with the header, such as OVMF.fd of a Xen platform, or let kiln compute one "
      + "(`[UserExtensions.Kiln.\"Pvh\"]`).")

  package static let qemuFailed = Diagnostic.Code(
    "qemu-failed", "QEMU cannot be started",
    explanation: """
      `kiln boot` runs qemu-system-x86_64, -aarch64, -arm, -riscv64 or -loongarch64, depending on the
      image, and the program is not in PATH or could not be started. An error that QEMU itself
      reports after it has started is `boot-ended`.
      """,
    remedy: "Install QEMU (Debian: qemu-system-x86 for X64 and IA32, qemu-system-arm for AARCH64 and ARM, "
      + "qemu-system-misc for the others).")

  package static let bootException = Diagnostic.Code(
    "boot-exception", "the guest's processor raised an exception",
    explanation: """
      edk2's exception handler wrote the exception, the registers and the image of the address to the
      guest's console, and stopped the processor. Nothing follows, so `kiln boot` does not wait for the
      end of its time. The notes show the last lines of the console.

          !!!! X64 Exception Type - 0D(#GP - General Protection)  CPU Apic ID - 00000000 !!!!
      """,
    remedy: "Subtract ImageBase from RIP, and look up the difference in the link map of the module.")

  package static let bootXenImage = Diagnostic.Code(
    "boot-xen-image", "an image for guests of Xen is started in QEMU alone",
    explanation: """
      The image contains XenPlatformPei in place of PlatformPei, as those of OvmfPkg/OvmfXen.dsc and of
      kiln's xen platform do, or XenioFdtDxe, as those of ArmVirtPkg/ArmVirtXen.dsc do. It takes the memory
      map, its console and other facts from Xen. Without Xen it stops without a word on the console.

          kiln boot --xen pvh out/FV/OVMF.fd --expect 'UEFI Interactive Shell'
      """,
    remedy:
      "Start it with `--xen pvh`, `--xen hvm` or, for Arm, `--xen arm`, or build the qemu platform for QEMU.")

  package static let variantFolderShared = Diagnostic.Code(
    "variant-folder-shared", "two variants have one build folder",
    explanation: """
      The build folder of a platform is `Build/<Platform>/<TARGET>_<TOOLCHAIN>`, whatever its macros are.
      Two variants that differ in macros only would be built there one over the other, and only the last
      one's images would be left.

          2M | OvmfPkg/OvmfPkgX64.dsc -D FD_SIZE_2MB | output = Build/2M
          4M | OvmfPkg/OvmfPkgX64.dsc -D FD_SIZE_4MB | output = Build/4M
      """,
    remedy: "Give each variant a folder of its own with `output = FOLDER`.")

  package static let variantsNoneSelected = Diagnostic.Code(
    "variants-none-selected", "`--only` selects no variant", ends: .usage,
    explanation: """
      `--only` takes a pattern for the names of variants, in which `*` stands for any text and `?` for any
      character. No name matches, so nothing would be checked, and a pipeline would take that for a
      success.

          kiln check --variants debian-12 --only '*4M*'
      """,
    remedy: "Correct the pattern; the message lists the names.")

  package static let variantsUnknown = Diagnostic.Code(
    "variants-unknown", "`--variants` names neither a file nor a known list", ends: .usage,
    explanation: """
      `--variants` takes the path of a file of variants, or the name of one that kiln brings along in
      Platforms/variants. There is no such file below the working folder, and no list of that name.

          kiln build --variants debian-12 -w $EDK2
          kiln check --variants ci/variants.dsc.inc
      """,
    remedy: "Give the path of a file, or one of the names in the message.")

  package static let workspaceMissing = Diagnostic.Code(
    "workspace-missing", "the workspace or a folder of PACKAGES_PATH does not exist",
    explanation: """
      `--workspace` (or WORKSPACE) names the edk2 tree, and `--packages-path` (or PACKAGES_PATH)
      further folders separated by colons. One of them is not a folder. edk2's `build` would only
      fail later, when a package is not found.
      """,
    remedy: "Correct `--workspace` or `--packages-path`, or the environment variable.")
}
