import ArgumentParser
import Host
import KilnDriver

struct Diff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare two platforms, two images, or two builds.",
    discussion: """
      Platforms are compared by what they are made of: modules, library instances, PCDs, build options, \
      dependencies, flash. Each may have options of its own, as one word, and be one of a git revision:

        kiln diff OvmfPkg/OvmfPkgX64.dsc 'OvmfPkg/OvmfPkgX64.dsc -D SMM_REQUIRE=TRUE'
        kiln diff edk2-stable202211:OvmfPkg/OvmfXen.dsc OvmfPkg/OvmfXen.dsc

      Images are compared after decompression by GUID and section, and where they lie in the folders of their \
      builds, by function and variable. Exits with 3 when they differ.
      """)

  @Argument(
    help: """
      A platform, an image, a folder of images, or the folder of a build; a platform may have options, and a \
      revision before a colon.
      """)
  var a: String

  @Argument(help: "Another of the same kind.")
  var b: String

  @OptionGroup var options: PlatformOptions

  @Option(help: "Take the sizes of modules from this image, or from the images in this folder.")
  var prebuilt: String?

  @Option(help: "What to print: text, json or markdown. Default: text.")
  var format: DiffFormat?

  @Flag(help: "Print as JSON: short for --format json.")
  var json = false

  @Option(help: ArgumentHelp("Write a page with both side by side as well.", valueName: "file"))
  var html: String?

  func validate() throws {
    if json, let format, format != .json {
      throw ValidationError("--json and --format \(format.rawValue) are two forms for one output: name one.")
    }
  }

  func run() async throws {
    try finish(
      await Driver(console: Console())
        .diff(
          reference(a), reference(b), packing: PackingSelection(prebuilt: prebuilt, lzmaTool: nil),
          output: DiffOutput(json ? .json : format ?? .text, page: html)))
  }

  private func reference(_ text: String) throws -> PlatformReference {
    let words = text.split(separator: " ").map(String.init)
    guard let first = words.first else { throw ValidationError("Name two platforms or two images.") }
    let colon = first.firstIndex(of: ":")
    let revision = colon.map { String(first[..<$0]) }.flatMap { $0.isEmpty ? nil : $0 }
    let platform = revision == nil ? first : String(first[first.index(after: colon ?? first.startIndex)...])
    guard words.count > 1 || revision != nil else {
      return PlatformReference(text, revision: nil, selection: options.selection(of: text))
    }
    do {
      let selection = try PlatformWords.selection(options.words + [platform] + words.dropFirst())
      return PlatformReference(text, revision: revision, selection: selection)
    } catch {
      throw ValidationError("'\(text)' names no platform: \(error)")
    }
  }
}

extension DiffFormat: ExpressibleByArgument {}
