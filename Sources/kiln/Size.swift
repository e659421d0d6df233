import ArgumentParser
import KilnDriver

struct Size: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what costs how much of the flash.",
    discussion: """
      Volumes that are compressed together share one stream, so what a module is large says little. Its \
      share here is what the stream spent on its bytes; the shares add up to the stream.
      """)

  @Argument(help: "A flash image, a folder that holds some, or the folder of a build.")
  var image: String

  @Option(help: "What a line is about: volume, file, section, or, of a build, library or symbol.")
  var by = SizeGrouping.file

  @Option(help: "Only so many lines, the costliest.")
  var top: Int?

  @Flag(help: "Print as JSON.")
  var json = false

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top must be positive.") }
  }

  func run() async throws {
    try finish(await Driver(console: Console()).size(image, by: by, top: top, json: json))
  }
}

extension SizeGrouping: ExpressibleByArgument {}
