import ArgumentParser
import Host
import KilnDriver

struct Lint: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Hold a platform's manifests to rules: what is placed, set or named and cannot work.",
    discussion: """
      Nothing is built or packed. --list-rules says what the rules are. A finding that is known and stays is \
      waived in the platform or its policy file, in [UserExtensions.Kiln."Waiver"]: code | pattern | reason, and \
      | until YYYY-MM-DD where it is not for ever. What a platform must not hold stands in \
      [UserExtensions.Kiln."Policy"]: forbidden | pattern of INF paths | reason.

      Ends with 1 when there are errors.
      """)

  @Argument(help: "A platform.")
  var platform: String?

  @OptionGroup var options: PlatformOptions

  @Option(
    help: ArgumentHelp(
      "A file with the platform's policy and waivers. Default: kiln's for edk2's platforms.",
      valueName: "file"))
  var policy: String?

  @Option(help: "Show findings of this level and above: error, warning or note.")
  var level = LintSelection.Level.warning

  @Flag(help: "Take warnings for errors.")
  var werror = false

  @Flag(name: .customLong("list-rules"), help: "Say what the rules are, and lint nothing.")
  var listsRules = false

  @OptionGroup var reports: CheckOutputOptions

  func run() async throws {
    let driver = Driver(console: Console())
    if listsRules { return try finish(driver.listLintRules()) }
    let selection = LintSelection(policy: policy, level: level, warningsAreErrors: werror)
    try finish(await driver.lint(try options.selection(platform), selection, to: reports.output))
  }
}

extension LintSelection.Level: ExpressibleByArgument {}
