import ArgumentParser
import KilnDriver

struct Size: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what costs how much of the flash.",
    discussion: """
      Volumes that are compressed together share one stream, so what a module is large says little. Its \
      share here is what the stream spent on its bytes; the shares add up to the stream.

      Of the records of a history: what each flash device and volume used first and last, what made it grow, \
      and when it overflows at its pace.
      """)

  @Argument(help: "A flash image, a folder that holds some, or the folder of a build.")
  var image: String?

  @Option(help: "Show this size history, which 'kiln check --record' writes, in place of an image.")
  var history: String?

  @Option(help: "Only this flash device or volume of a history.")
  var subject: String?

  @Option(help: "What a line is about: volume, file, section, or, of a build, library or symbol.")
  var by = SizeGrouping.file

  @Option(help: "Only so many lines, the costliest.")
  var top: Int?

  @Flag(help: "Print as JSON.")
  var json = false

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top must be positive.") }
    if (image == nil) == (history == nil) {
      throw ValidationError("Name an image, or a size history with --history.")
    }
    if subject != nil, history == nil { throw ValidationError("--subject is for --history.") }
  }

  func run() async throws {
    if let history {
      return try finish(
        await Driver(console: Console()).sizeHistory(history, subject: subject, top: top, json: json))
    }
    guard let image else { return }
    try finish(await Driver(console: Console()).size(image, by: by, top: top, json: json))
  }
}

extension SizeGrouping: ExpressibleByArgument {}
