import ArgumentParser
import Host
import KilnDriver

struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain a diagnostic code, or why something in a platform is as it is.",
    usage: """
      kiln explain CODE [--json]
      kiln explain PLATFORM WHAT [options]
      kiln explain --list [--json]
      """,
    discussion: """
      CODE is the name in square brackets at the end of a message, such as fv-overflow. Without arguments, all \
      codes are listed.

      WHAT is a module (its INF, BASE_NAME or FILE_GUID), a library class or instance, a PCD, a build option \
      (CC_FLAGS, or option:-Os for one word of it), a macro, or an offset in the image (0x1234; 0x48>0x10 is \
      offset 0x10 within what is encoded at 0x48). Where a word has several meanings, all are explained. A \
      prefix selects one: module:, library:, pcd:, option:, macro:, offset:.
      """)

  @Argument(help: "A diagnostic code; or the platform: a name under Platforms/ or a .dsc file.")
  var subject: String?

  @Argument(help: "What to explain in the platform.")
  var what: String?

  @Flag(help: "List all diagnostic codes.")
  var list = false

  @OptionGroup var options: PlatformOptions

  @Option(help: "The image that an offset refers to. Default: the image of the platform's build.")
  var image: String?

  @Flag(help: "Print as JSON.")
  var json = false

  func validate() throws {
    if list, subject != nil { throw ValidationError("--list cannot be used with a code or a platform.") }
  }

  func run() async throws {
    let context = Context(Console())
    let command: any KilnCommand =
      switch (subject, what) {
      case (let subject?, let what?):
        ExplainCommand(
          try options.selection(subject), what: what, image: image, json: json, context: context)
      case (let code?, nil): CatalogueCommand(.code(code, json: json), context: context)
      case (nil, _): CatalogueCommand(.list(json: json), context: context)
      }
    try finish(await command.run())
  }
}
