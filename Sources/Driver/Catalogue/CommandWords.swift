import Bytes
package import Diagnostics

/// The first word of a command line, if it is none of kiln's commands.
package enum CommandWords {
  /// - Parameter names: of the commands.
  /// - Returns: the error with the nearest name; nil for a command or an option.
  package static func misspelt(_ arguments: [String], among names: [String]) -> Diagnostic? {
    guard let word = arguments.first, !word.hasPrefix("-"), word != "help", !names.contains(word) else {
      return nil
    }
    let nearest = EditDistance.nearest(to: word.lowercased(), among: names)
    return Diagnostic(
      .commandUnknown, at: .commandLine,
      "expected a command, found '\(word)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""),
      fix: "'kiln --help' lists the commands")
  }
}
