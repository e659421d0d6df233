import ArgumentParser
import Host
import KilnDriver

struct Inspect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show an image as a tree of volumes, files and sections.")

  @Argument(help: "A flash image or a firmware volume.")
  var image: String

  @Flag(help: "Print as JSON.")
  var json = false

  func run() async throws {
    try finish(await InspectCommand(image, json: json, context: Context(Console())).run())
  }
}
