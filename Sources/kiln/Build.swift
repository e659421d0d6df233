import ArgumentParser
import KilnDriver

struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Pack a platform's flash images.",
    discussion: "Writes Build/<Platform>/<TARGET>_<TOOLCHAIN>/FV/*.fd, as edk2's build does.")

  @Argument(help: "The platform: a name under Platforms/ or a .dsc file.")
  var platform: String?

  @OptionGroup var options: PlatformOptions
  @OptionGroup var packing: PackingOptions

  @Option(name: [.short, .long], help: "Write the images here instead of the platform's output folder.")
  var output: String?

  @Flag(help: "Print the budgets as JSON.")
  var json = false

  @Flag(name: [.short, .long], help: "No progress lines.")
  var quiet = false

  func run() async throws {
    let selection = try options.selection(platform)
    try finish(
      await Driver(console: Console(isQuiet: quiet))
        .build(selection, packing: packing.packing, output: output, json: json))
  }
}
