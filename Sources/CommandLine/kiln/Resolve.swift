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
      """)

  @Argument(help: "The platform: a name under Platforms/ or a .dsc file.")
  var platform: String?

  @OptionGroup var options: PlatformOptions

  @Option(
    help: ArgumentHelp(
      "Print only this: module, library, pcd, option, depex, region, volume or macro; may be repeated."))
  var only: [String] = []

  @Flag(help: "Print as JSON, with the schema Documentation/kiln-resolve-1.schema.json.")
  var json = false

  func run() async throws {
    let topics = try only.map { name in
      guard let topic = FactTopic(rawValue: name) else {
        let topics = FactTopic.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("expected one of \(topics) for --only, found '\(name)'.")
      }
      return topic
    }
    try finish(
      await ResolveCommand(
        try options.selection(platform), topics: topics, json: json, context: Context(Console())
      ).run())
  }
}
