import ArgumentParser
import Host
import KilnDriver

struct Trim: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make preprocessed text fit for an assembler or iasl, as edk2's Trim does.")

  @Flag(help: "The input has been through the C preprocessor.")
  var sourceCode = false

  @Flag(help: "The input is ASL, whose includes are to be put in.")
  var aslFile = false

  @Flag(help: "Drop the suffixes LL and ULL of numbers too.")
  var trimLong = false

  @Flag(help: "Write 0x1F as 01Fh.")
  var convertHex = false

  @Option(name: .customShort("I", allowingJoined: true), help: "Look for includes here; may be repeated.")
  var include: [String] = []

  @Option(help: "Write a make rule with the included files here.")
  var deps: String?

  @Option(help: "Do as Trim does since a commit that Documentation/basetools.md names; may be repeated.")
  var follow: [String] = []

  @Option(name: .customShort("o"), help: "Where the output goes.")
  var output: String

  @Argument(help: "The input.")
  var input: String

  func validate() throws {
    if sourceCode == aslFile { throw ValidationError("expected either --source-code or --asl-file.") }
  }

  func run() async throws {
    let job: TrimSelection.Job =
      aslFile
      ? .asl(folders: include, deps: deps)
      : .source(dropsLongSuffixes: trimLong, convertsHexadecimal: convertHex)
    try finish(
      await TrimCommand(
        TrimSelection(job: job, input: input, output: output, followed: follow), context: Context(Console())
      ).run())
  }
}

struct AMLToC: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "amltoc", abstract: "Write a compiled ACPI table as a C array.")

  @Option(name: .customShort("o"), help: "Where the output goes.")
  var output: String

  @Argument(help: "The .aml file.")
  var input: String

  func run() async throws {
    try finish(await AMLToCCommand(input: input, output: output, context: Context(Console())).run())
  }
}
