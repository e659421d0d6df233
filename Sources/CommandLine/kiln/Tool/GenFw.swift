import ArgumentParser
import Host
import KilnDriver
import Vocabulary

struct GenFw: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "genfw", abstract: "Convert what the linker made, as edk2's GenFw does.")

  @Option(name: .customShort("e"), help: "Make a PE image for a module of this MODULE_TYPE.")
  var moduleType: String?

  @Flag(name: .customShort("c"), help: "Take the ACPI table out.")
  var acpi = false

  @Flag(name: .customLong("hiibinpackage"), help: "Make a resource section of HII packages.")
  var hiiPackages = false

  @Option(name: .customShort("g"), help: "The GUID that names the list of HII packages.")
  var guid: String?

  @Option(name: .customShort("o"), help: "Where the output goes.")
  var output: String

  @Option(help: "Do as GenFw does since a commit that Documentation/basetools.md names; may be repeated.")
  var follow: [String] = []

  @Option(help: "The image version, MAJOR or MAJOR.MINOR.")
  var imageVersion: String?

  @Option(help: "The file that debuggers are to read symbols from. Default: the input.")
  var symbolPath: String?

  @Option(help: "Write the output here too; may be repeated.")
  var copyTo: [String] = []

  @Argument(parsing: .allUnrecognized, help: "The input, and flags of GENFW_FLAGS.")
  var inputs: [String] = []

  func run() async throws {
    let job: GenFwSelection.Job
    switch (moduleType, acpi, hiiPackages) {
    case (let type?, false, false): job = .image(moduleType: ModuleType(type))
    case (nil, true, false): job = .acpiTable
    case (nil, false, true): job = .hiiPackages(list: guid ?? "")
    default: throw ValidationError("expected exactly one of -e, -c and --hiibinpackage.")
    }
    try finish(
      await GenFwCommand(
        GenFwSelection(
          job: job, inputs: inputs.filter { !$0.hasPrefix("-") }, output: output,
          flags: inputs.filter { $0.hasPrefix("-") }, followed: follow,
          imageVersion: imageVersion,
          symbolPath: symbolPath, copies: copyTo),
        context: Context(Console())
      ).run())
  }
}
