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

      With --variants FILE, two variants of the file are compared, or each variant with itself at a revision:

        kiln diff --variants debian-12 Ovmf3264 Ovmf3264-smm
        kiln diff --variants debian-12 HEAD~1:
      """)

  @Argument(
    help: """
      Two platforms, images, folders of images, or folders of builds. A platform can have options, and a revision \
      before a colon. With --variants: the names of two variants, or one or two revisions with a colon.
      """)
  var subjects: [String] = []

  @OptionGroup var variants: VariantOptions
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
    let output = DiffOutput(json ? .json : format ?? .text, page: html)
    let packing = PackingSelection(prebuilt: prebuilt, lzmaTool: nil)
    let context = Context(Console())
    if let variants = try variants.selection(over: options, insteadOf: nil) {
      guard let comparison = VariantComparison(subjects) else {
        throw ValidationError(
          "expected the names of two variants, or 'REVISION:' once or twice, found '\(subjects.joined(separator: " "))'."
        )
      }
      if html != nil, case .revisions = comparison {
        throw ValidationError("--html is for one comparison; name two variants.")
      }
      return try finish(
        await DiffVariantsCommand(
          variants, comparison,
          packing: packing, output: output, context: context
        ).run())
    }
    guard subjects.count == 2 else {
      throw ValidationError(
        "expected two platforms or two images, found \(subjects.isEmpty ? "none" : "'\(subjects.joined(separator: " "))'")."
      )
    }
    try finish(
      await DiffCommand(
        subjects[0], subjects[1], common: try options.selection(of: nil),
        options: OwnPlatformOptions.selection,
        packing: packing, output: output, context: context
      ).run())
  }
}

extension DiffFormat: ExpressibleByArgument {}
