import Diagnostics

/// A failed command, as reported by ninja.
struct FailedCommand: Equatable {
  /// The description, such as `CC MdePkg/Library/BaseLib/Math64.c [X64]`.
  var description: String
  /// The action's number in the plan.
  var number: Int?
  /// Its first output file.
  var output: String
  /// The command line.
  var command: String
  /// Its output.
  var transcript: String

  /// The first source position in the transcript, `file:line` with an optional column, as written by compilers,
  /// assemblers and linkers; nil if there is none, or only in a generated file.
  func place(outside folder: String) -> String? {
    for line in transcript.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 4, omittingEmptySubsequences: false)
      guard parts.count > 2, !parts[0].isEmpty, UInt32(parts[1]) != nil else { continue }
      let rest = parts.dropFirst(2).joined(separator: ":")
      guard ["error", "Error", "undefined reference"].contains(where: rest.contains) else { continue }
      // A path relative to the build folder, where ninja runs, or below it.
      guard parts[0].hasPrefix("/"), !parts[0].hasPrefix(folder + "/") else { return nil }
      let column = UInt32(parts[2]) == nil ? "" : ":\(parts[2])"
      return "\(parts[0]):\(parts[1])\(column)"
    }
    return nil
  }

  /// The source as the platform names it: the description without the verb and the architecture.
  private var subject: String? {
    var words = description.split(separator: " ").dropFirst()
    if words.last?.hasPrefix("[") == true { words.removeLast() }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// - Parameter folder: the build folder.
  func diagnostic(folder: String, isVerbose: Bool) -> Diagnostic {
    let prefix = folder + "/"
    let file = output.hasPrefix(prefix) ? String(output.dropFirst(prefix.count)) : output
    // A verbose ninja prints the command instead of the description.
    let what = isVerbose ? "making \(file)" : description
    let place = place(outside: folder) ?? (isVerbose ? nil : subject)
    return Diagnostic(
      .commandFailed, at: place.map { .file($0) } ?? .commandLine, "\(what) failed", transcript: transcript,
      notes: [.init(isVerbose ? "command: \(command)" : "output: \(file) in \(folder)")],
      fix: isVerbose
        ? "correct the error that it reports, and build again"
        : "correct the error that it reports, and build again; --verbose shows the command")
  }
}
