extension EDK2Option {
  /// The release after 2022.11 that the table was compared with, and where its options are written.
  package static let newest = (
    release: "edk2-stable202605", source: "BaseTools/Source/Python/build/buildoptions.py"
  )

  /// In the order of edk2's help: release 2022.11 (BaseTools/Source/Python/build/buildoptions.py).
  package static let all: [EDK2Option] = whatIsBuilt + howItIsBuilt + whatIsShown + others

  private static let whatIsBuilt: [EDK2Option] = [
    EDK2Option(.version, nil, .accepted("as `kiln --version`")),
    EDK2Option(.help, "-h", .accepted()),
    EDK2Option(
      .architecture, "-a", .text("ARCH"),
      .accepted(
        "may be repeated; the architectures are built together; one that the platform does not support is an error, edk2 leaves it out"
      ),
      change: "no longer lists ARM"),
    EDK2Option(
      .platform, "-p", .text("DSC"), isSingle: true,
      .accepted("in `kiln build` also a word, and a name under Platforms/")),
    EDK2Option(
      .module, "-m", .text("INF"), isSingle: true, .accepted("compiles one module with its libraries")),
    EDK2Option(
      .target, "-b", .text("TARGET"), .accepted("may be repeated; each target is built with each tool chain")),
    EDK2Option(
      .toolchain, "-t", .text("TAG"), .accepted("may be repeated; each target is built with each tool chain")),
    EDK2Option(
      .skuID, "-x", .text("SKU"), isSingle: true,
      .accepted("replaces SKUID_IDENTIFIER of the DSC; a SKU that [SkuIds] does not have is an error")),
    EDK2Option(
      .threads, nil, .number("NUMBER"), isSingle: true,
      .accepted("0 leaves the number to the machine; `-j` of `kiln build` means the same")),
    EDK2Option(
      .flashDefinition, "-f", .text("FDF"), isSingle: true, .accepted("replaces FLASH_DEFINITION of the DSC")),
    EDK2Option(
      .flashImage, "-r", .text("FD"),
      .accepted("writes only the flash images that are named; edk2 takes the first of several")),
    EDK2Option(
      .volumeImage, "-i", .text("FV"),
      .accepted("writes only the volumes that are named, and no flash image unless `-r` names one")),
    EDK2Option(
      .capsule, "-C", .text("CAPSULE"),
      .refused("kiln makes no capsules; run edk2's GenFds on the build folder for them")),
  ]

  private static let howItIsBuilt: [EDK2Option] = [
    EDK2Option(
      .skipAutoGen, "-u",
      .noted(
        "-u has no effect: generated files are only written if they change, and always are as the manifests say"
      )
    ),
    EDK2Option(.reparse, "-e", .ignored("manifests that changed are always read again")),
    EDK2Option(.caseInsensitive, "-c", .ignored("it only matters where file names have no case")),
    EDK2Option(
      .warningAsError, "-w",
      .accepted("a warning about the manifests ends the build; `-w` of `kiln build` is `--workspace`")),
  ]

  private static let whatIsShown: [EDK2Option] = [
    EDK2Option(
      .log, "-j", .text("FILE"),
      .accepted("writes what is shown to the file as well; `-j` of `kiln build` is the number of commands")),
    EDK2Option(.silent, "-s", .ignored("it silences make; kiln's ninja shows commands only with `-v`")),
    EDK2Option(.quiet, "-q", .accepted("shows no progress; errors, warnings and the sizes are still shown")),
    EDK2Option(.verbose, "-v", .accepted("shows every command")),
    EDK2Option(.debug, "-d", .number("LEVEL"), .ignored("it is about messages of edk2's Python")),
    EDK2Option(.define, "-D", .text("MACRO"), .accepted()),
    EDK2Option(
      .reportFile, "-y", .text("FILE"),
      .accepted(
        "the report has edk2's form and no times; without `-Y` its sections are PCD, LIBRARY, FLASH, BUILD_FLAGS, DEPEX, HASH"
      )),
    EDK2Option(
      .reportType, "-Y", .choice("TYPE", reportTypes),
      .accepted(
        "FIXED_ADDRESS, EXECUTION_ORDER and COMPILE_INFO are refused with what there is instead"),
      change: "takes COMPILE_INFO, too"),
  ]

  private static let others: [EDK2Option] = [
    EDK2Option(
      .flag, "-F", .text("FLAG"), .refused("write *_*_*_BUILD_FLAGS = FLAG in [BuildOptions] of the DSC")),
    EDK2Option(.noCache, "-N", .accepted("builds without the action cache")),
    EDK2Option(.conf, nil, .text("FOLDER"), .accepted()),
    EDK2Option(
      .checkUsage, nil,
      .noted("--check-usage has no effect: 'kiln lint' checks what the manifests say against each other")),
    EDK2Option(
      .ignoreSources, nil,
      .refused(
        "use 'kiln build --prebuilt FOLDER', which takes modules from images or .ffs files and compiles nothing"
      )),
    EDK2Option(.pcd, nil, .text("NAME=VALUE"), .accepted("fields of structure PCDs cannot be set")),
    EDK2Option(.commandLength, "-l", .number("LENGTH"), .ignored("commands may have any length")),
    EDK2Option(.hash, nil, .ignored("files are compared by their contents")),
    EDK2Option(
      .binaryDestination, nil, .text("FOLDER"),
      .refused(
        "leave it out: the action cache keeps what is compiled and linked; KILN_ACTION_CACHE names its folder"
      )),
    EDK2Option(
      .binarySource, nil, .text("FOLDER"),
      .refused(
        "leave it out: the action cache keeps what is compiled and linked; KILN_ACTION_CACHE names its folder"
      )),
    EDK2Option(.multiThread, nil, .ignored("how many threads pack does not change an image")),
    EDK2Option(.noMultiThread, nil, .ignored("how many threads pack does not change an image")),
    EDK2Option(
      .noIncludePathCheck, nil, .ignored("kiln does not restrict include paths to the module's packages")),
  ]

  /// The sections of the report that `-Y` takes, in the order of edk2's help; the last came after 2022.11.
  static let reportTypes = [
    "PCD", "LIBRARY", "FLASH", "DEPEX", "BUILD_FLAGS", "FIXED_ADDRESS", "HASH", "EXECUTION_ORDER",
    "COMPILE_INFO",
  ]
}
