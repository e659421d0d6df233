import ArgumentParser
import Host
import KilnDriver

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare the sizes of a platform or an image with its budgets.",
    discussion: """
      A platform is measured in its built images, or packed from --prebuilt modules. An image is compared \
      with the sizes of its own volumes, and with the budgets of the platform that -p names.

      --record adds the sizes to a history. --base shows growth since an earlier build. Exit code 2 when \
      a budget is exceeded.

      With --variants, the builds of several variants are checked, with one table and one exit code.
      """)

  @Argument(help: "A platform, an image, or a folder of images.")
  var subject: String?

  @OptionGroup var variants: VariantOptions
  @OptionGroup var options: PlatformOptions
  @OptionGroup var packing: PackingOptions
  @OptionGroup var history: HistoryOptions

  @Option(
    name: [.short, .long],
    help: "The folder of the platform's build. Default: Build/<Platform>/<TARGET>_<TOOLCHAIN>.")
  var output: String?

  @Option(
    help: "The growth over the base that is allowed where a budget sets none: bytes, or 1.5%.")
  var maxGrowth: String?

  @Flag(
    inversion: .prefixedNo,
    help: """
      Fail when a budget or a limit of growth could not be applied. Default: with --write, and with a --format \
      other than text.
      """)
  var strict: Bool?

  @OptionGroup var reports: CheckOutputOptions

  func validate() throws {
    if variants.variants != nil, output != nil {
      throw ValidationError("--output is for one build; a file of variants names a folder for each.")
    }
  }

  func run() async throws {
    let limits = CheckLimits(history: history.selection, maximumGrowth: maxGrowth, isStrict: strict)
    let context = Context(Console())
    guard let variants = try variants.selection(over: options, insteadOf: subject) else {
      return try finish(
        await CheckCommand(
          try options.subject(subject), packing: packing.packing, output: output, limits: limits,
          reports: reports.output, context: context
        ).run())
    }
    try finish(
      await CheckVariantsCommand(
        variants,
        packing: packing.packing,
        limits: limits, reports: reports.output, context: context
      ).run())
  }
}
