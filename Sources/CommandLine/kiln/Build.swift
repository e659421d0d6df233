import ArgumentParser
import Host
import KilnDriver

struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Build a platform's flash images.",
    discussion: """
      Compiles the platform's modules from the source tree, or takes them from --prebuilt, and writes \
      Build/<Platform>/<TARGET>_<TOOLCHAIN>/FV/*.fd, as edk2's build does.

      Like there, a word after the platform says how far to go: genmake (generate sources and the build \
      graph), modules (compile), fds (pack what was compiled), all, or clean.
      """)

  @Argument(help: "The platform: a name under Platforms/ or a .dsc file; and how far to build it.")
  var words: [String] = []

  @OptionGroup var options: PlatformOptions
  @OptionGroup var packing: PackingOptions
  @OptionGroup var compiling: CompileOptions

  @Option(
    name: [.short, .long],
    help: "Build in this folder instead of Build/<Platform>/<TARGET>_<TOOLCHAIN> of the workspace.")
  var output: String?

  @Flag(help: "Print the budgets as JSON.")
  var json = false

  @Flag(name: [.short, .long], help: "No progress lines.")
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
        throw ValidationError("'\(word)' is one word too many: name one platform.")
      }
    }
    let selection = try options.selection(platform)
    if packing.prebuilt != nil, let extent, extent != .everything {
      throw ValidationError(
        "With --prebuilt there is nothing to compile: '\(extent.rawValue)' has no meaning.")
    }
    try finish(
      await Driver(console: Console(isQuiet: quiet))
        .build(
          selection, packing: packing.packing, compile: compiling.compile, extent: extent ?? .everything,
          output: output, json: json))
  }
}

/// How sources are compiled.
struct CompileOptions: ParsableArguments {
  @Option(
    name: [.customShort("j"), .customShort("n"), .long],
    help: "Run so many commands at a time. Default: as many as there are processors, and two.")
  var jobs: Int?

  @Flag(name: [.customShort("k"), .long], help: "After a failure, go on with what does not depend on it.")
  var keepGoing = false

  @Flag(name: [.short, .long], help: "Show every command.")
  var verbose = false

  @Option(help: "Put this in front of compilers: ccache, distcc, icecc, with arguments if need be.")
  var launcher: String?

  @Option(
    help: """
      Wherever the build leaves a path that starts with FROM, let it start with TO, FROM=TO; may be repeated. \
      So a tree anywhere gives the image of a tree at TO.
      """)
  var pathMap: [String] = []

  @Flag(help: "Map the workspace to a fixed name, so that the image does not depend on where it lies.")
  var reproducible = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("-j wants a number from 1 on.") }
    for map in pathMap where !map.contains("=") || map.hasPrefix("=") {
      throw ValidationError("--path-map wants FROM=TO, not '\(map)'.")
    }
  }

  var compile: CompileSelection {
    CompileSelection(
      jobs: jobs, keepsGoing: keepGoing, isVerbose: verbose,
      launcher: launcher?.split(separator: " ").map(String.init) ?? [], pathMap: pathMap,
      isReproducible: reproducible)
  }
}
