import ArgumentParser
import Host
import KilnDriver

struct Extract: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the parts of an image to files.",
    discussion: """
      Writes a folder for each volume, with each FFS file (.ffs), its executable (.efi or .te), its dependency \
      expression (.depex) and its raw sections (.raw). 'kiln build --prebuilt' reads such a folder.
      """)

  @Argument(help: "A flash image or a firmware volume.")
  var image: String

  @Option(name: [.short, .long], help: "The folder to write to.")
  var output: String

  func run() async throws {
    try finish(await ExtractCommand(image, output: output, context: Context(Console())).run())
  }
}
