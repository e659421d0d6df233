import ArgumentParser
import Host
import KilnDriver

struct Resolve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a platform as the build sees it.",
    discussion: """
      After every include, macro, override and inheritance: flash, volumes and their modules, library \
      instances, PCDs, build options, dependency expressions; each with the line that decided it, and what \
      that overrode. A platform that does not build is printed as far as it goes; the exit code is 1 then.
      """)

  @Argument(help: "The platform: a name under Platforms/ or a .dsc file.")
  var platform: String?

  @OptionGroup var options: PlatformOptions

  @Option(
    help: ArgumentHelp(
      "Only this: module, library, pcd, option, depex, region, volume or macro; may be repeated."))
  var only: [String] = []

  @Flag(help: "Print as JSON: kiln-resolve-1, as Documentation/kiln-resolve-1.schema.json describes it.")
  var json = false

  func run() async throws {
    let topics = try only.map { name in
      guard let topic = FactTopic(rawValue: name) else {
        throw ValidationError(
          "--only takes \(FactTopic.allCases.map(\.rawValue).joined(separator: ", ")), not '\(name)'.")
      }
      return topic
    }
    try finish(
      await Driver(console: Console()).resolve(options.selection(platform), topics: topics, json: json))
  }
}
