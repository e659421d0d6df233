import ArgumentParser
import Host
import KilnDriver

struct Report: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write an HTML report about an image: flash map, budgets, and what costs how much.",
    discussion: """
      The report is one file that loads nothing from elsewhere. For a platform, it is about the images of the \
      platform's build. For an image, -p names the platform whose budgets and names are used. For a build, the \
      report goes down to functions. Exceeded budgets are shown, but the exit code is 0; use 'kiln check' as \
      the gate.

      With --variants, a page is written for each variant: OUTPUT/NAME.html.
      """)

  @Argument(help: "An image, a folder of images, the folder of a build, or a platform.")
  var subject: String?

  @OptionGroup var variants: VariantOptions
  @OptionGroup var options: PlatformOptions

  @Option(help: "The folder of the platform's build. Default: Build/<Platform>/<TARGET>_<TOOLCHAIN>.")
  var images: String?

  @Option(help: "Show the records of this size history, which 'kiln check --record' writes.")
  var history: String?

  @Option(
    help: """
      Show growth since this base: a size history or a record of one, an image, a folder of images, or a git \
      revision that the history of --history contains, itself or through an ancestor.
      """)
  var base: String?

  @OptionGroup var packing: PackingOptions

  @Option(name: [.short, .long], help: "The file to write; with --variants, the folder.")
  var output: String

  func validate() throws {
    if variants.variants != nil, images != nil {
      throw ValidationError("--images is for one build; a file of variants names a folder for each.")
    }
  }

  func run() async throws {
    let history = HistorySelection(base: base, history: history)
    let context = Context(Console())
    if let variants = try variants.selection(over: options, insteadOf: subject) {
      return try finish(
        await EachVariantCommand.report(
          variants,
          packing: packing.packing, history: history, folder: output, context: context
        ).run())
    }
    try finish(
      await ReportCommand(
        try options.subject(subject), packing: packing.packing, folder: images,
        history: history, output: output, context: context
      ).run())
  }
}
