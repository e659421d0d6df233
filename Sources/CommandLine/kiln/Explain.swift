import ArgumentParser
import Host
import KilnDriver

struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say why something is as it is in a platform.",
    discussion: """
      WHAT is a module (its INF, BASE_NAME or FILE_GUID), a library class or instance, a PCD, a build option \
      (CC_FLAGS, or option:-Os for a word of one), a macro, or a byte of the image (0x1234; 0x48>0x10 within what is \
      encoded there). Where a word may mean several things all are explained; 'pcd:NAME' asks for one kind: \
      module, library, pcd, option, macro, offset.
      """)

  @Argument(help: "The platform: a name under Platforms/ or a .dsc file.")
  var platform: String

  @Argument(help: "What to explain.")
  var what: String

  @OptionGroup var options: PlatformOptions

  @Option(help: "The image that an offset is about. Default: what the platform's build has left.")
  var image: String?

  @Flag(help: "Print as JSON.")
  var json = false

  func run() async throws {
    try finish(
      await Driver(console: Console()).explain(options.selection(platform), what, image: image, json: json))
  }
}
