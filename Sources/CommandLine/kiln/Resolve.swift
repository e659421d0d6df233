import ArgumentParser
import Host
import KilnDriver

struct Resolve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a platform as the build sees it.",
    discussion: """
      Prints flash, volumes and their modules, library instances, PCDs, build options and dependency \
      expressions after all includes, macros, overrides and inheritance. Each line names the line that decided \
      it and what that overrode. A platform with errors is printed as far as it can be resolved; the exit code \
      is then 1.

      With --variants, each variant is printed below its name.
      """)

  @Argument(help: "The platform: a name under Platforms/ or a .dsc file.")
  var platform: String?

  @OptionGroup var variants: VariantOptions
  @OptionGroup var options: PlatformOptions

  @Option(
    help: ArgumentHelp(
      "Print only this part; may be repeated."))
  var topic: [FactTopic] = []

  @Flag(help: "Print as JSON, with the schema Documentation/kiln-resolve-1.schema.json.")
  var json = false

  func run() async throws {
    let context = Context(Console())
    if let variants = try variants.selection(
      over: options, insteadOf: platform, otherwise: "Use --topic for parts of a platform.")
    {
      return try finish(
        await EachVariantCommand.resolve(
          variants, topics: topic,
          json: json, context: context
        ).run())
    }
    try finish(
      await ResolveCommand(try options.selection(platform), topics: topic, json: json, context: context).run()
    )
  }
}

extension FactTopic: ExpressibleByArgument {}
