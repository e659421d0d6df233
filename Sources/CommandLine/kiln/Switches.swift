import ArgumentParser
import Host
import KilnDriver

struct Switches: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the macros that a platform asks for, and what each changes.",
    discussion: """
      A switch is a macro in a condition of the DSC, the FDF or a file that they include. Each is printed with \
      its value and the line that defines it, then with each other value that its conditions can tell apart: \
      the modules that this adds to the platform or removes, and the number of lines of DSC and FDF that \
      differ. Each switch is set by itself; with -D, others can be set first.
      """)

  @Argument(help: "The platform: a name under Platforms/ or a .dsc file.")
  var platform: String?

  @OptionGroup var options: PlatformOptions

  @Flag(help: "Print as JSON, with the schema kiln-switches-1.")
  var json = false

  func run() async throws {
    try finish(
      await SwitchesCommand(try options.selection(platform), json: json, context: Context(Console())).run())
  }
}
