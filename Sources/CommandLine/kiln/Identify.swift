import ArgumentParser
import Host
import KilnDriver

struct Identify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell what images were built from, and whether files fit together.",
    discussion: """
      For each image: the platform that it most likely was built from, the hypervisor, how it is started, \
      the edk2 release, flags and features, and which variable store fits it. Each statement has its evidence \
      and a degree of certainty. Files are recognised by their contents, not by their names.

      Code, variables and a QEMU firmware descriptor (JSON) given together are checked against each other; a \
      descriptor alone is checked against the files that it names. Exit code 1 when they do not fit together.
      """)

  @Argument(help: "Images, descriptors, or folders of them, such as the folder of a build.")
  var images: [String]

  @Flag(help: "Print as JSON.")
  var json = false

  func run() async throws {
    try finish(await IdentifyCommand(images, json: json, context: Context(Console())).run())
  }
}
