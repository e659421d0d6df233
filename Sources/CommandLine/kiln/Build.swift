import ArgumentParser
import Host
import KilnDriver

struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Build a platform's flash images.",
    discussion: """
      Compiles the platform's modules from the source tree, or takes them from --prebuilt, and writes \
      Build/<Platform>/<TARGET>_<TOOLCHAIN>/FV/*.fd, as edk2's build does.

      A word after the platform says how far to build, as in edk2: genmake (generate sources and the \
      build graph), modules (compile), fds (pack what is compiled), all (the default), clean or cleanlib.

      -b and -t may be repeated: each target is built with each tool chain, one after the other. The other \
      options of edk2's build are accepted where they do not matter, and refused where something else does the \
      same; see Documentation/edk2-build-options.md.
      """)

  @Argument(help: "The platform (a name under Platforms/ or a .dsc file), and how far to build it.")
  var words: [String] = []

  @OptionGroup var variants: VariantOptions
  @OptionGroup var options: PlatformOptions
  @OptionGroup var packing: PackingOptions
  @OptionGroup var compiling: CompileOptions
  @OptionGroup var edk2: EDK2Options

  @Option(
    name: [.short, .long],
    help: "The folder to build in. Default: Build/<Platform>/<TARGET>_<TOOLCHAIN> of the workspace.")
  var output: String?

  @Option(help: "With --variants: the folder for the images, under the names that the file gives them.")
  var install: String?

  @Option(
    help: """
      Take what edk2's build draws at random, which is stack cookies, from this image, to make the same bytes. With \
      --variants: a folder with the images, or with folders of them, under the names that the file gives them.
      """)
  var like: String?

  @Flag(help: "Print the budgets as JSON.")
  var json = false

  @Flag(name: [.short, .long], help: "Print no progress.")
  var quiet = false

  func run() async throws {
    var extent: BuildExtent?
    var refusedWord: EDK2Word?
    var platform: String?
    for word in words {
      if let named = BuildExtent(word: word), extent == nil {
        extent = named
      } else if let refused = EDK2Word.refused(word), extent == nil {
        refusedWord = refused
      } else if platform == nil {
        platform = word
      } else {
        throw ValidationError("expected one platform, found '\(word)' as well.")
      }
    }
    if let variants = try variants.selection(over: options, insteadOf: platform) {
      return try await build(variants, extent)
    }
    if install != nil {
      throw ValidationError("--install is for variants; a build has its images in FV/ of its folder.")
    }
    var selection = try options.selectionForBuilding(platform)
    selection.skuID = edk2.skuID
    selection.flashDefinition = edk2.fdf
    var request = BuildRequest(
      selection, targets: options.targets, toolchains: options.toolchains,
      extent: extent ?? .everything, module: edk2.module, edk2Options: edk2.used)
    request.images = ImageChoice(devices: edk2.romImage, volumes: edk2.volumeImage)
    request.refusedWord = refusedWord
    request.report = edk2.reportFile.map { ReportChoice($0, types: edk2.reportType) }
    request.warningsAreErrors = edk2.warningAsError
    if like != nil, packing.prebuilt != nil {
      throw ValidationError("--like is about compiling, and --prebuilt compiles nothing.")
    }
    if packing.prebuilt != nil, let extent, extent != .everything {
      throw ValidationError(
        "'\(extent.rawValue)' cannot be used with --prebuilt, which compiles nothing.")
    }
    try finish(
      await BuildCommand(
        request, packing: packing.packing, compile: compile, output: output, json: json,
        context: Context(try edk2.console(isQuiet: quiet))
      ).run())
  }
}

extension Build {
  private var compile: CompileSelection {
    var compile = compiling.compile
    compile.like = like
    return compile
  }

  private func build(_ variants: VariantSelection, _ extent: BuildExtent?) async throws {
    if let option = edk2.ofOneBuild {
      throw ValidationError("\(option.rawValue) is for one build; a file of variants is for several.")
    }
    if install != nil, let extent, extent != .everything, extent != .images {
      throw ValidationError("'\(extent.rawValue)' makes no images that --install could copy.")
    }
    if output != nil {
      throw ValidationError("--output is for one build; a file of variants names a folder for each.")
    }
    try finish(
      await BuildVariantsCommand(
        variants,
        packing: packing.packing,
        compile: compile, extent: extent ?? .everything, installation: install, json: json,
        context: Context(try edk2.console(isQuiet: quiet))
      ).run())
  }
}

/// How sources are compiled.
struct CompileOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: "The number of commands to run at a time. Default: the number of processors plus two.")
  var jobs: String?

  @Option(name: .customShort("n"), help: "The same as -j; 0 means the default.")
  var threads: Int?

  @Flag(name: [.customShort("k"), .long], help: "After a failure, continue with what does not depend on it.")
  var keepGoing = false

  @Flag(name: [.short, .long], help: "Show every command.")
  var verbose = false

  @Option(help: "Run compilers through this program: ccache, distcc or icecc, with its arguments.")
  var launcher: String?

  @Option(
    help: """
      FROM=TO: replace FROM with TO at the start of every path that the build stores; may be repeated. A tree \
      at FROM then gives the image of a tree at TO.
      """)
  var pathMap: [String] = []

  @Flag(help: "Map the workspace to a fixed name, so that images do not depend on its path.")
  var reproducible = false

  @Flag(
    help:
      "Make debug information in RELEASE builds, too. The images are the same, and the build takes longer.")
  var debugInfo = false

  @Flag(
    name: [.customShort("N"), .long], help: "Take nothing from the action cache, and keep nothing there.")
  var noCache = false

  @Option(
    name: .customLong("cache-url"),
    help: "An HTTP server with results of other machines. Default: KILN_ACTION_CACHE_URL, or none.")
  var cacheURL: String?

  @Flag(help: "Send nothing to that server.")
  var cacheReadOnly = false

  @Flag(help: "Run commands whose results the action cache has, and compare; a difference is an error.")
  var verifyCache = false

  func validate() throws {
    if let cacheURL, let form = CompileSelection.cacheURLForm(missedBy: cacheURL) {
      throw ValidationError("expected \(form) for --cache-url, found '\(cacheURL)'.")
    }
    if noCache, cacheURL != nil { throw ValidationError("--cache-url is of no use with --no-cache.") }
    if noCache, verifyCache { throw ValidationError("--verify-cache has nothing to verify with --no-cache.") }
    if let jobs, (Int(jobs) ?? 0) < 1 {
      let hint = Int(jobs) == nil ? "; to keep a log, write '2>&1 | tee \(jobs)' behind the command" : ""
      throw ValidationError("expected a positive number for -j, found '\(jobs)'\(hint).")
    }
    if let threads, threads < 0 {
      throw ValidationError("expected a number for -n, 0 or more, found \(threads).")
    }
    for map in pathMap where !map.contains("=") || map.hasPrefix("=") {
      throw ValidationError("expected FROM=TO for --path-map, found '\(map)'.")
    }
  }

  var compile: CompileSelection {
    var compile = CompileSelection(
      jobs: jobs.flatMap(Int.init) ?? threads, keepsGoing: keepGoing, isVerbose: verbose,
      launcher: launcher?.split(separator: " ").map(String.init) ?? [], pathMap: pathMap,
      isReproducible: reproducible)
    compile.keepsDebugInformation = debugInfo
    compile.usesCache = !noCache
    compile.cacheURL = cacheURL
    compile.readsCacheOnly = cacheReadOnly
    compile.verifiesCache = verifyCache
    return compile
  }
}
