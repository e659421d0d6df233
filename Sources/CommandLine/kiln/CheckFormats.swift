import ArgumentParser
import KilnDriver
import Render

/// The reports that a check makes.
struct CheckOutputOptions: ParsableArguments {
  @Option(help: "What to print. Default: text.")
  var format: CheckOutput.Format?

  @Flag(help: "Print as JSON: short for --format json.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Write a report in FORMAT to FILE as well; may be repeated.", valueName: "format=file"),
    transform: CheckOutput.File.init(option:))
  var write: [CheckOutput.File] = []

  func validate() throws {
    if json, let format, format != .json {
      throw ValidationError("--json and --format \(format.rawValue) are two forms for one output: name one.")
    }
    let paths = write.map(\.path)
    for (index, path) in paths.enumerated() where paths[..<index].contains(path) {
      throw ValidationError("--write wants a file for each report, and two are to be '\(path)'.")
    }
  }

  var output: CheckOutput { CheckOutput(json ? .json : format ?? .text, files: write) }
}

extension CheckOutput.Format: ExpressibleByArgument {}

extension CheckOutput.File {
  fileprivate init(option: String) throws {
    let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let format = CheckOutput.Format(rawValue: parts[0]), !parts[1].isEmpty else {
      let formats = CheckOutput.Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--write wants FORMAT=FILE with one of \(formats), not '\(option)'.")
    }
    self.init(format, path: parts[1])
  }
}
