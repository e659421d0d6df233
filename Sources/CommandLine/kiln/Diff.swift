import ArgumentParser
import Host
import KilnDriver

struct Diff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare two platforms, two images, or two builds.",
    discussion: """
      Platforms are compared by meaning: modules, library instances, PCDs, build options, dependency \
      expressions, flash. A platform in quotation marks has options of its own; a platform after a \
      git revision and a colon is read from that revision:

        kiln diff OvmfPkg/OvmfPkgX64.dsc 'OvmfPkg/OvmfPkgX64.dsc -D SMM_REQUIRE=TRUE'
        kiln diff edk2-stable202211:OvmfPkg/OvmfXen.dsc OvmfPkg/OvmfXen.dsc

      Images are compared after decompression, by GUID and section; in the folders of their builds, also by \
      function and variable. Exit code 3 when they differ.
      """)

  @Argument(
    help: """
      A platform, an image, a folder of images, or the folder of a build. A platform can have options, and a \
      revision before a colon.
      """)
  var a: String

  @Argument(help: "Another one of the same kind.")
  var b: String

  @OptionGroup var options: PlatformOptions

  @Option(help: "Take module sizes from this image, or from the images in this folder.")
  var prebuilt: String?

  @Option(help: "What to print: text, json or markdown. Default: text.")
  var format: DiffFormat?

  @Flag(help: "Print as JSON: short for --format json.")
  var json = false

  @Option(help: ArgumentHelp("Also write an HTML page with both side by side.", valueName: "file"))
  var html: String?

  func validate() throws {
    if json, let format, format != .json {
      throw ValidationError("--json and --format \(format.rawValue) contradict each other.")
    }
  }

  func run() async throws {
    try finish(
      await DiffCommand(
        a, b, common: try options.selection(of: nil), options: OwnPlatformOptions.selection,
        packing: PackingSelection(prebuilt: prebuilt, lzmaTool: nil),
        output: DiffOutput(json ? .json : format ?? .text, page: html), context: Context(Console())
      ).run())
  }
}

extension DiffFormat: ExpressibleByArgument {}
