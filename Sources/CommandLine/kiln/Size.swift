import ArgumentParser
import Host
import KilnDriver

struct Size: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what costs how much of the flash, and what a change would save.",
    discussion: """
      Volumes that are compressed together share one stream, so what a module is large says little. Its \
      share here is what the stream spent on its bytes; the shares add up to the stream. --marginal, \
      --without, --compressor and --search-compression compress anew, which takes seconds for each try.

      Of the records of a history: what each flash device and volume used first and last, what made it grow, \
      and when it overflows at its pace.
      """)

  @Argument(help: "An image, a folder of images, the folder of a build, or a platform that has been built.")
  var subject: String?

  @Option(help: "Show this size history, which 'kiln check --record' writes, in place of an image.")
  var history: String?

  @Option(name: .customLong("subject"), help: "Only this flash device or volume of a history.")
  var only: String?

  @Option(help: "What a line is about: volume, file, section, or, of a build, library or symbol.")
  var by = SizeGrouping.file

  @Option(help: "Only so many lines, the costliest.")
  var top: Int?

  @Option(
    parsing: .upToNextOption,
    help: "Say what leaving each of these modules out would save; '*' for those that are listed.")
  var marginal: [String] = []

  @Option(parsing: .upToNextOption, help: "Show the volumes as they would be without these modules.")
  var without: [String] = []

  @Option(
    help: "Show the volumes as another compressor would make them: lzma, lzma-f86:lc=4,pb=0, or a program.")
  var compressor: String?

  @Flag(help: "Try settings of the compressor, and rank them.")
  var searchCompression = false

  @Option(
    parsing: .remaining,
    help: ArgumentHelp(
      "Show the volumes as they would be with more flags: -D NAME=VALUE and --pcd NAME=VALUE, behind everything else.",
      valueName: "flags"))
  var with: [String] = []

  @Option(
    name: [.short, .long], help: "Where the platform's images were written, if not to its output folder.")
  var output: String?

  @OptionGroup var options: PlatformOptions
  @OptionGroup var packing: PackingOptions
  @OptionGroup var compiling: CompileOptions

  @Flag(help: "Print as JSON.")
  var json = false

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top must be positive.") }
    if history != nil, subject != nil || options.platformFile != nil {
      throw ValidationError("Name an image or platform, or a size history with --history.")
    }
    if only != nil, history == nil { throw ValidationError("--subject is for --history.") }
    let questions = [!marginal.isEmpty, searchCompression, !without.isEmpty, !with.isEmpty].count { $0 }
    if questions > 1 {
      throw ValidationError("Ask one of --marginal, --without, --with and --search-compression at a time.")
    }
  }

  func run() async throws {
    if let history {
      return try finish(
        await Driver(console: Console()).sizeHistory(history, subject: only, top: top, json: json))
    }
    let (subject, platform) = try options.subject(subject)
    let selection = SizeSelection(
      grouping: by, top: top, marginal: marginal, without: without, compressor: compressor,
      searchesCompression: searchCompression, variant: try variant(of: platform))
    try finish(
      await Driver(console: Console()).size(
        subject, selection: selection, platform: platform, packing: packing.packing,
        compile: compiling.compile, output: output, json: json))
  }
}

extension Size {
  /// The platform with what stands behind --with.
  private func variant(of platform: PlatformSelection) throws -> PlatformSelection? {
    guard !with.isEmpty else { return nil }
    var variant = platform
    var words = with[...]
    while let word = words.popFirst() {
      if word == "-D" || word == "--define", let value = words.popFirst() {
        variant.defines.append(value)
      } else if word == "--pcd", let value = words.popFirst() {
        variant.pcds.append(value)
      } else if word.hasPrefix("-D"), word.count > 2 {
        variant.defines.append(String(word.dropFirst(2)))
      } else {
        throw ValidationError(
          "'\(word)' is nothing that --with can change: write -D NAME=VALUE or --pcd NAME=VALUE.")
      }
    }
    return variant
  }
}

extension SizeGrouping: ExpressibleByArgument {}
