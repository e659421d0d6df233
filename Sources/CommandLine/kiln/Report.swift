import ArgumentParser
import Host
import KilnDriver

struct Report: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a page about an image: what lies where, and what costs how much.",
    discussion: """
      One file of HTML that loads nothing from anywhere. A platform named with -p lends its budgets \
      and names; named by itself it is the platform's built images. Of a build, the page goes down to \
      functions. Exceeded budgets are shown, and the command ends with 0: 'kiln check' is what fails.
      """)

  @Argument(help: "An image, a folder of images, the folder of a build, or a platform.")
  var subject: String?

  @OptionGroup var options: PlatformOptions

  @Option(help: "Where the platform's images were written, if not to its output folder.")
  var images: String?

  @Option(help: "Draw the records of this size history, which 'kiln check --record' writes.")
  var history: String?

  @Option(
    help: """
      Show what grew since: a size history or a record of one, an image or a folder of images, or a revision \
      of git that the history of --history has, itself or an ancestor.
      """)
  var base: String?

  @OptionGroup var packing: PackingOptions

  @Option(name: [.short, .long], help: "The page to write.")
  var output: String

  func run() async throws {
    let (subject, platform) = try options.subject(subject)
    try finish(
      await Driver(console: Console()).report(
        subject, platform: platform, packing: packing.packing, folder: images,
        past: HistorySelection(base: base, history: history), output: output))
  }
}
