import ArgumentParser
import Host
import KilnDriver

struct Identify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell which platform and flags images are of, and whether files go together.",
    discussion: """
      Says for each image which platform it most likely is, for which hypervisor and start, of which \
      release of edk2, with which flags and features, and which variables fit it, every statement with \
      its evidence and how sure it is. Files are told by what is in them and not by their names.

      Code, variables and a firmware descriptor of QEMU (JSON) given together are held against each \
      other; a descriptor alone against the files that it names. Exits with 1 when they do not go \
      together.
      """)

  @Argument(help: "Images, descriptors, or folders of them, such as that of a build.")
  var images: [String]

  @Flag(help: "Print as JSON.")
  var json = false

  func run() async throws {
    try finish(await Driver(console: Console()).identify(images, json: json))
  }
}
