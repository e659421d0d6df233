import ArgumentParser
import Host
import KilnDriver

struct PVH: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pvh",
    abstract: "Explain and check the header by which PVH loaders start an image.",
    discussion: """
      Xen and 'qemu -kernel' take a flash image for a kernel when it begins with an ELF header whose note \
      names an entry. Exit code 1 when the header does not fit the image.
      """)

  @Argument(help: "A flash image, or any kernel that is meant for PVH.")
  var image: String

  @Option(name: .customLong("fix"), help: "Write a copy with the header that the image should have.")
  var fixed: String?

  @Flag(help: "Print as JSON.")
  var json = false

  func run() async throws {
    try finish(await Driver(console: Console()).pvh(image, fixed: fixed, json: json))
  }
}
