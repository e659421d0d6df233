/// An option of edk2's `build`, and what `kiln build` does with it.
package struct EDK2Option: Sendable {
  package enum Treatment: Sendable {
    /// kiln does what edk2 does. The text says how kiln spells it if that differs, or what differs.
    case accepted(String = "")
    /// Nothing that is built depends on it. The text says why.
    case ignored(String)
    /// As `ignored`, but the user might expect an effect: the text is shown when the option is used.
    case noted(String)
    /// The text names what to do instead.
    case refused(String)
  }

  /// As edk2's help has them: `-x`, `--sku-id`.
  package let names: [String]
  /// The name of its value; nil for a flag.
  package let value: String?
  package let treatment: Treatment

  init(_ names: [String], value: String? = nil, _ treatment: Treatment) {
    self.names = names
    self.value = value
    self.treatment = treatment
  }

  /// In the order of edk2's help: release 2022.11 (BaseTools/Source/Python/build/buildoptions.py).
  package static let all: [EDK2Option] = [
    EDK2Option(["--version"], .accepted("as `kiln --version`")),
    EDK2Option(["-h", "--help"], .accepted()),
    EDK2Option(
      ["-a", "--arch"], value: "ARCH",
      .accepted("may be repeated; the architectures are built together, as in edk2")),
    EDK2Option(["-p", "--platform"], value: "DSC", .accepted("or as a word; also a name under Platforms/")),
    EDK2Option(["-m", "--module"], value: "INF", .accepted("compiles one module with its libraries")),
    EDK2Option(
      ["-b", "--buildtarget"], value: "TARGET",
      .accepted("may be repeated; each target is built with each tool chain")),
    EDK2Option(
      ["-t", "--tagname"], value: "TAG",
      .accepted("may be repeated; each target is built with each tool chain")),
    EDK2Option(
      ["-x", "--sku-id"], value: "SKU",
      .refused("write SKUID_IDENTIFIER = $(SKUID) in the DSC and build with -D SKUID=NAME")),
    EDK2Option(
      ["-n"], value: "NUMBER", .accepted("0 leaves the number to the machine; `-j` of kiln means the same")),
    EDK2Option(
      ["-f", "--fdf"], value: "FDF",
      .refused("write FLASH_DEFINITION = $(FDF) in the DSC and build with -D FDF=PATH")),
    EDK2Option(
      ["-r", "--rom-image"], value: "FD",
      .refused("leave it out: every flash image of the FDF is written to FV/ in the build folder")),
    EDK2Option(
      ["-i", "--fv-image"], value: "FV",
      .refused("leave it out, build all, and take the volume with 'kiln extract IMAGE'")),
    EDK2Option(
      ["-C", "--capsule-image"], value: "CAPSULE",
      .refused("kiln makes no capsules; run edk2's GenFds on the build folder for them")),
    EDK2Option(
      ["-u", "--skip-autogen"],
      .noted(
        "-u has no effect: generated files are only written if they change, and always are as the manifests say"
      )
    ),
    EDK2Option(["-e", "--re-parse"], .ignored("manifests that changed are always read again")),
    EDK2Option(["-c", "--case-insensitive"], .ignored("it only matters where file names have no case")),
    EDK2Option(
      ["-w", "--warning-as-error"],
      .refused("use 'kiln lint --werror', which treats warnings as errors; kiln's -w is --workspace")),
    EDK2Option(
      ["-j", "--log"], value: "FILE",
      .refused("write '2>&1 | tee FILE' behind the command; kiln's -j is the number of parallel commands")),
    EDK2Option(["-s", "--silent"], .ignored("it silences make; kiln's ninja shows commands only with `-v`")),
    EDK2Option(
      ["-q", "--quiet"], .accepted("shows no progress; errors, warnings and the sizes are still shown")),
    EDK2Option(["-v", "--verbose"], .accepted("shows every command")),
    EDK2Option(["-d", "--debug"], value: "LEVEL", .ignored("it is about messages of edk2's Python")),
    EDK2Option(["-D", "--define"], value: "MACRO", .accepted()),
    EDK2Option(
      ["-y", "--report-file"], value: "FILE",
      .refused(
        "use 'kiln resolve' for PCDs, libraries, flags and dependency expressions, 'kiln report' for flash")),
    EDK2Option(
      ["-Y", "--report-type"], value: "TYPE",
      .refused(
        "use 'kiln resolve --only pcd' (or library, depex, option, region), or 'kiln report' for flash")),
    EDK2Option(
      ["-F", "--flag"], value: "FLAG",
      .refused("write *_*_*_BUILD_FLAGS = FLAG in [BuildOptions] of the DSC")),
    EDK2Option(["-N", "--no-cache"], .ignored("kiln has no such cache")),
    EDK2Option(["--conf"], value: "FOLDER", .accepted()),
    EDK2Option(
      ["--check-usage"],
      .noted("--check-usage has no effect: 'kiln lint' checks what the manifests say against each other")),
    EDK2Option(
      ["--ignore-sources"],
      .refused("use --prebuilt FOLDER, which takes modules from images or .ffs files and compiles nothing")),
    EDK2Option(["--pcd"], value: "NAME=VALUE", .accepted("fields of structure PCDs cannot be set")),
    EDK2Option(["-l", "--cmd-len"], value: "LENGTH", .ignored("commands may have any length")),
    EDK2Option(["--hash"], .ignored("what is up to date is never built again")),
    EDK2Option(
      ["--binary-destination"], value: "FOLDER", .refused("use --launcher ccache, which keeps compiled files")
    ),
    EDK2Option(
      ["--binary-source"], value: "FOLDER", .refused("use --launcher ccache, which keeps compiled files")),
    EDK2Option(["--genfds-multi-thread"], .ignored("how many threads pack does not change an image")),
    EDK2Option(["--no-genfds-multi-thread"], .ignored("how many threads pack does not change an image")),
    EDK2Option(
      ["--disable-include-path-check"],
      .ignored("kiln does not restrict include paths to the module's packages")),
  ]

  /// The words of edk2's `build`.
  package static let words: [EDK2Option] = [
    EDK2Option(["all"], .accepted()),
    EDK2Option(["fds"], .accepted("packs what is compiled")),
    EDK2Option(["genc"], .accepted("as `genmake`")),
    EDK2Option(["genmake"], .accepted("writes `build.ninja` in place of makefiles")),
    EDK2Option(["clean"], .accepted("removes the build folder")),
    EDK2Option(["cleanall"], .accepted("as `clean`; kiln keeps nothing in `Conf`")),
    EDK2Option(["cleanlib"], .accepted("removes what is built of the libraries")),
    EDK2Option(["modules"], .accepted()),
    EDK2Option(["libraries"], .accepted("compiles the modules, too")),
    EDK2Option(["run"], .refused("use 'kiln boot IMAGE', which runs the image in QEMU")),
  ]

  package static subscript(name: String) -> EDK2Option? {
    (all + words).first { $0.names.contains(name) }
  }
}
