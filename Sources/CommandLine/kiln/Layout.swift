import ArgumentParser
import Host
import KilnDriver

struct Layout: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the map of flash devices and volumes.",
    discussion: "For a platform without --prebuilt: its flash devices and regions as its FDF places them.")

  @Argument(help: "A platform, an image, or a folder of images.")
  var subject: String?

  @OptionGroup var options: PlatformOptions
  @OptionGroup var packing: PackingOptions

  @Flag(help: "List every file of every volume.")
  var files = false

  @Flag(help: "Print as JSON.")
  var json = false

  func run() async throws {
    try finish(
      await LayoutCommand(
        try options.subject(subject), packing: packing.packing, listsFiles: files, json: json,
        context: Context(Console())
      ).run())
  }
}
