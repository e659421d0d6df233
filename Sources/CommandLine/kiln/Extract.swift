import ArgumentParser
import Host
import KilnDriver

struct Extract: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take an image apart into files.",
    discussion: """
      Writes one folder for each volume, and in it each FFS file (.ffs) with its executable (.efi or \
      .te), dependency expression (.depex) and raw sections (.raw). 'kiln build --prebuilt' reads such \
      a folder.
      """)

  @Argument(help: "A flash image or a firmware volume.")
  var image: String

  @Option(name: [.short, .long], help: "The folder to write to.")
  var output: String

  func run() async throws {
    try finish(await Driver(console: Console()).extract(image, output: output))
  }
}
