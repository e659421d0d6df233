import ArgumentParser
import Host
import KilnDriver

struct PVH: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pvh",
    abstract: "Explain, check and repair the PVH header of an image.",
    discussion: """
      Xen and 'qemu -kernel' start a flash image that begins with an ELF header whose note names an entry \
      point. Exit code 1 when there is no such header, or when it does not fit the image.
      """)

  @Argument(help: "A flash image, or a kernel with a PVH entry.")
  var image: String

  @Option(name: .customLong("fix"), help: "Write a copy of the image with a correct header to this file.")
  var fixed: String?

  @Flag(help: "Print as JSON.")
  var json = false

  func run() async throws {
    try finish(await PVHCommand(image, fixed: fixed, json: json, context: Context(Console())).run())
  }
}
