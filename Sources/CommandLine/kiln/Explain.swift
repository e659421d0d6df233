import ArgumentParser
import Host
import KilnDriver

struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain why something in a platform is as it is.",
    discussion: """
      WHAT is a module (its INF, BASE_NAME or FILE_GUID), a library class or instance, a PCD, a build option \
      (CC_FLAGS, or option:-Os for one word of it), a macro, or an offset in the image (0x1234; 0x48>0x10 is \
      offset 0x10 within what is encoded at 0x48). Where a word has several meanings, all are explained. A \
      prefix selects one: module:, library:, pcd:, option:, macro:, offset:.
      """)

  @Argument(help: "The platform: a name under Platforms/ or a .dsc file.")
  var platform: String

  @Argument(help: "What to explain.")
  var what: String

  @OptionGroup var options: PlatformOptions

  @Option(help: "The image that an offset refers to. Default: the image of the platform's build.")
  var image: String?

  @Flag(help: "Print as JSON.")
  var json = false

  func run() async throws {
    try finish(
      await Driver(console: Console()).explain(options.selection(platform), what, image: image, json: json))
  }
}
