import ArgumentParser
import KilnDriver

struct Report: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a page about an image: what lies where, and what costs how much.",
    discussion: """
      One file of HTML that loads nothing from anywhere. A platform named with -p lends its budgets \
      and names; named by itself it is the platform's built images. Exceeded budgets are shown, and \
      the command ends with 0: 'kiln check' is what fails.
      """)

  @Argument(help: "An image, a folder of images, the folder of a build, or a platform.")
  var subject: String?

  @OptionGroup var options: PlatformOptions

  @Option(help: "Where the platform's images were written, if not to its output folder.")
  var images: String?

  @Option(name: [.short, .long], help: "The page to write.")
  var output: String

  func run() async throws {
    let (subject, platform) = try options.subject(subject)
    try finish(
      await Driver(console: Console()).report(subject, platform: platform, folder: images, output: output))
  }
}
