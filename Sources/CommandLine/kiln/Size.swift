import ArgumentParser
import Host
import KilnDriver

struct Size: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what each file costs in flash, and what a change would save.",
    discussion: """
      Volumes that are compressed together share one stream, so the size of a module does not tell what it \
      costs. The share shown is what the stream spent on the module's bytes; the shares add up to the stream. \
      --marginal, --without, --compressor and --search-compression compress again, which takes seconds for \
      each attempt.

      With --variants, each variant is measured in its build and printed below its name.

      With --history: what each flash device and volume used first and last, what made it grow, and when it \
      will overflow at its pace.
      """)

  @Argument(help: "An image, a folder of images, the folder of a build, or a platform that has been built.")
  var subject: String?

  @Option(help: "Show this size history, which 'kiln check --record' writes, instead of an image.")
  var history: String?

  @Option(name: .customLong("subject"), help: "Show only this flash device or volume of a history.")
  var historySubject: String?

  @Option(
    help: "Print a line for each volume, file or section; for a build, also for each library or symbol.")
  var by = SizeGrouping.file

  @Option(help: "Print only this many lines, the most expensive ones.")
  var top: Int?

  @Option(
    parsing: .upToNextOption,
    help: "Show what leaving out each of these modules would save; '*' stands for all that are listed.")
  var marginal: [String] = []

  @Option(parsing: .upToNextOption, help: "Show the volumes without these modules.")
  var without: [String] = []

  @Option(
    help: "Show the volumes with another compressor: lzma, lzma-f86:lc=4,pb=0, or a program.")
  var compressor: String?

  @Flag(help: "Try compressor settings and rank them.")
  var searchCompression = false

  @Option(
    parsing: .remaining,
    help: ArgumentHelp(
      "Show the volumes with further flags, -D NAME=VALUE and --pcd NAME=VALUE. Must be the last option.",
      valueName: "flags"))
  var with: [String] = []

  @Option(
    name: [.short, .long],
    help: "The folder of the platform's build. Default: Build/<Platform>/<TARGET>_<TOOLCHAIN>.")
  var output: String?

  @OptionGroup var variants: VariantOptions
  @OptionGroup var options: PlatformOptions
  @OptionGroup var packing: PackingOptions
  @OptionGroup var compiling: CompileOptions

  @Flag(help: "Print as JSON.")
  var json = false

  func validate() throws {
    if let top, top < 1 { throw ValidationError("expected a positive number for --top, found \(top).") }
    if history != nil, subject != nil || options.namesPlatform {
      throw ValidationError("expected either an image or platform, or --history.")
    }
    if historySubject != nil, history == nil { throw ValidationError("--subject requires --history.") }
    let questions = [!marginal.isEmpty, searchCompression, !without.isEmpty, !with.isEmpty].count { $0 }
    if variants.variants != nil {
      if history != nil { throw ValidationError("expected --variants or --history, found both.") }
      if !with.isEmpty { throw ValidationError("--with is for one platform, not for --variants.") }
      if output != nil {
        throw ValidationError("--output is for one build; a file of variants names a folder for each.")
      }
    }
    if questions > 1 {
      throw ValidationError(
        "expected one of --marginal, --without, --with and --search-compression, found several.")
    }
  }

  func run() async throws {
    let context = Context(Console())
    if let history {
      return try finish(
        await SizeHistoryCommand(history, subject: historySubject, top: top, json: json, context: context)
          .run())
    }
    let selection = SizeSelection(
      grouping: by, top: top, marginal: marginal, without: without, compressor: compressor,
      searchesCompression: searchCompression)
    if let variants = try variants.selection(over: options, insteadOf: subject) {
      return try finish(
        await EachVariantCommand.size(
          variants, selection,
          packing: packing.packing, json: json, context: context
        ).run())
    }
    let subject = try options.subject(subject)
    if let variant = try variant(of: subject.platform) {
      return try finish(
        await SizeWithCommand(
          subject, with: variant, packing: packing.packing, compile: compiling.compile, output: output,
          json: json, context: context
        ).run())
    }
    try finish(
      await SizeCommand(
        subject, selection, packing: packing.packing, output: output, json: json, context: context
      ).run())
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
          "expected -D NAME=VALUE or --pcd NAME=VALUE after --with, found '\(word)'.")
      }
    }
    return variant
  }
}

extension SizeGrouping: ExpressibleByArgument {}
