import ArgumentParser
import KilnDriver

struct Diff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare two platforms, or two images.",
    discussion: """
      Platforms are compared by the modules in their volumes, images after decompression by GUID and \
      section. Exits with 3 when they differ.
      """)

  @Argument(help: "A platform or an image.")
  var a: String

  @Argument(help: "Another of the same kind.")
  var b: String

  @OptionGroup var options: PlatformOptions

  @Option(help: "Take the sizes of modules from this image, or from the images in this folder.")
  var prebuilt: String?

  @Flag(help: "Print as JSON.")
  var json = false

  func run() async throws {
    try finish(
      await Driver(console: Console())
        .diff(
          a, b, platformA: options.selection(of: a), platformB: options.selection(of: b),
          packing: PackingSelection(prebuilt: prebuilt, lzmaTool: nil), json: json))
  }
}
