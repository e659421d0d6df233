package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let catalogueCodes: [Diagnostic.Code] = [.codeUnknown, .commandUnknown]

  package static let codeUnknown = Diagnostic.Code(
    "code-unknown", "the diagnostic code does not exist",
    explanation: """
      `kiln explain` with one argument explains a diagnostic code: the name in square brackets at the
      end of a message, such as `fv-overflow`. No code has the name that was given. Codes keep their
      names across releases, so a name from an older log that is not found was usually misspelt.

      To explain something in a platform, name the platform as well:

          kiln explain qemu PcdOvmfDxeMemFvSize
      """,
    remedy: "Use one of the suggested codes, or list all of them with `kiln explain --list`.")

  package static let commandUnknown = Diagnostic.Code(
    "command-unknown", "kiln has no such command", ends: .usage,
    explanation: """
      The first word after `kiln` is the name of a command, such as `build` or `check`. It is neither
      that nor an option. The message suggests the nearest name, if one is near. A platform comes
      after the command:

          kiln build qemu -w $EDK2
      """,
    remedy: "Write one of the commands that `kiln --help` lists.")
}

extension Diagnostic {
  static func codeUnknown(_ name: String, suggestions: [String]) -> Diagnostic {
    Diagnostic(
      .codeUnknown, at: .commandLine, "expected a diagnostic code, found '\(name)'",
      notes: [
        Note("to explain something in a platform, name the platform as well: 'kiln explain PLATFORM WHAT'")
      ],
      fix: suggestions.isEmpty
        ? "list the codes with 'kiln explain --list'"
        : "did you mean \(suggestions.joined(separator: ", "))?")
  }
}
