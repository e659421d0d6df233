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
      "Also write a report in FORMAT to FILE; may be repeated.", valueName: "format=file"),
    transform: CheckOutput.File.init(option:))
  var write: [CheckOutput.File] = []

  func validate() throws {
    if json, let format, format != .json {
      throw ValidationError("--json and --format \(format.rawValue) contradict each other.")
    }
    let paths = write.map(\.path)
    for (index, path) in paths.enumerated() where paths[..<index].contains(path) {
      throw ValidationError("expected a different file for each --write, found '\(path)' twice.")
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
      throw ValidationError("expected FORMAT=FILE for --write with one of \(formats), found '\(option)'.")
    }
    self.init(format, path: parts[1])
  }
}
