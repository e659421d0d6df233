import ArgumentParser
import Host
import KilnDriver

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Hold a platform or an image to its budgets.",
    discussion: """
      A platform is measured with --prebuilt modules, or from its built images. An image is held to \
      the budgets of the platform named with -p, and to its own volumes' sizes in any case.

      --record keeps what was measured, a line for each run; --base says what grew since.
      """)

  @Argument(help: "A platform, an image, or a folder of images.")
  var subject: String?

  @OptionGroup var options: PlatformOptions
  @OptionGroup var packing: PackingOptions
  @OptionGroup var history: HistoryOptions

  @Option(
    name: [.short, .long], help: "Where the platform's images were written, if not to its output folder.")
  var output: String?

  @Option(
    help: "How much a device or volume may grow over the base where its budget says nothing: bytes, or 1.5%.")
  var maxGrowth: String?

  @OptionGroup var reports: CheckOutputOptions

  func run() async throws {
    let (subject, platform) = try options.subject(subject)
    try finish(
      await Driver(console: Console()).check(
        subject, platform: platform,
        packing: packing.packing, output: output, history: history.selection, maximumGrowth: maxGrowth,
        reports: reports.output))
  }
}
