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
      build graph), modules (compile), fds (pack what is compiled), all (the default), or clean.
      """)

  @Argument(help: "The platform (a name under Platforms/ or a .dsc file), and how far to build it.")
  var words: [String] = []

  @OptionGroup var options: PlatformOptions
  @OptionGroup var packing: PackingOptions
  @OptionGroup var compiling: CompileOptions

  @Option(
    name: [.short, .long],
    help: "The folder to build in. Default: Build/<Platform>/<TARGET>_<TOOLCHAIN> of the workspace.")
  var output: String?

  @Flag(help: "Print the budgets as JSON.")
  var json = false

  @Flag(name: [.short, .long], help: "Print no progress.")
  var quiet = false

  func run() async throws {
    var extent: BuildExtent?
    var platform: String?
    for word in words {
      if let named = BuildExtent(word: word), extent == nil {
        extent = named
      } else if platform == nil {
        platform = word
      } else {
        throw ValidationError("expected one platform, found '\(word)' as well.")
      }
    }
    let selection = try options.selection(platform)
    if packing.prebuilt != nil, let extent, extent != .everything {
      throw ValidationError(
        "'\(extent.rawValue)' cannot be used with --prebuilt, which compiles nothing.")
    }
    try finish(
      await BuildCommand(
        selection, packing: packing.packing, compile: compiling.compile, extent: extent ?? .everything,
        output: output, json: json, context: Context(Console(isQuiet: quiet))
      ).run())
  }
}

/// How sources are compiled.
struct CompileOptions: ParsableArguments {
  @Option(
    name: [.customShort("j"), .customShort("n"), .long],
    help: "The number of commands to run at a time. Default: the number of processors plus two.")
  var jobs: Int?

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

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("expected a positive number for -j, found \(jobs).") }
    for map in pathMap where !map.contains("=") || map.hasPrefix("=") {
      throw ValidationError("expected FROM=TO for --path-map, found '\(map)'.")
    }
  }

  var compile: CompileSelection {
    CompileSelection(
      jobs: jobs, keepsGoing: keepGoing, isVerbose: verbose,
      launcher: launcher?.split(separator: " ").map(String.init) ?? [], pathMap: pathMap,
      isReproducible: reproducible)
  }
}
