import ArgumentParser
import Host
import KilnDriver

struct Lint: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a platform's manifests against rules: what cannot work, is unused, or is forbidden.",
    discussion: """
      Nothing is built or packed. --list-rules lists the rules. A known finding can be waived in the platform \
      or in its policy file, in [UserExtensions.Kiln."Waiver"], as code | pattern | reason | until YYYY-MM-DD; \
      the last field is optional. What a platform must not contain is listed in \
      [UserExtensions.Kiln."Policy"], as forbidden | pattern of INF paths | reason.

      With --variants, one report is about several variants; a finding that they share stands once and names them.

      Exit code 1 when there are errors.
      """)

  @Argument(help: "The platform: a name under Platforms/ or a .dsc file.")
  var platform: String?

  @OptionGroup var variants: VariantOptions
  @OptionGroup var options: PlatformOptions

  @Option(
    help: ArgumentHelp(
      "A file with policies and waivers. Default: kiln's file for edk2's platforms.",
      valueName: "file"))
  var policy: String?

  @Option(help: "The lowest severity to show: error, warning or note.")
  var level = LintSelection.Level.warning

  @Flag(help: "Treat warnings as errors.")
  var werror = false

  @Flag(name: .customLong("list-rules"), help: "List the rules and exit.")
  var listsRules = false

  @OptionGroup var reports: CheckOutputOptions

  func run() async throws {
    let context = Context(Console())
    if listsRules { return try finish(await LintRulesCommand(context: context).run()) }
    let selection = LintSelection(policy: policy, level: level, warningsAreErrors: werror)
    if let variants = try variants.selection(over: options, insteadOf: platform) {
      return try finish(
        await LintVariantsCommand(
          variants, selection,
          to: reports.output, context: context
        ).run())
    }
    try finish(
      await LintCommand(try options.selection(platform), selection, to: reports.output, context: context)
        .run())
  }
}

extension LintSelection.Level: ExpressibleByArgument {}
