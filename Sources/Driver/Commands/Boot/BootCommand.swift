package import Diagnostics
import Emulation
import Host

/// `kiln boot`: 0 if the expected text appeared, or, if none is expected, the guest ended normally.
package struct BootCommand: KilnCommand {
  package let context: Context
  package var outputChoice: String? { "TMPDIR or KILN_CACHE" }
  let selection: BootSelection

  package init(_ selection: BootSelection, context: Context) {
    self.context = context
    self.selection = selection
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    for disk in selection.disks { try requireFile(disk) }
    return try await environment.withTemporaryFolder { folder async throws(DiagnosticError) in
      if let mode = selection.xen {
        return try await XenBoot(selection: selection, mode: mode, scratch: folder, context: context).run()
      }
      return try await bootQEMU(scratch: folder)
    }
  }

  private func bootQEMU(scratch: String) async throws(DiagnosticError) -> ExitStatus {
    let command = try await QEMUFirmware(
      selection: selection, files: files, console: console, scratch: scratch,
      release: { (executable) async throws(DiagnosticError) in
        try await QEMURunner.version(of: executable, environment: environment)
      }
    ).command()
    let problems = command.diagnose()
    guard problems.isEmpty else { throw DiagnosticError(problems) }

    console.progress(command.shellText)
    let runner = QEMURunner(
      executable: command.executable, arguments: command.arguments, scratch: scratch, console: console,
      environment: environment)
    if selection.isInteractive { return try await runner.attach() }
    let seconds = selection.timeout ?? 120
    let (dialogue, ending) = try await runner.run(
      ConsoleDialogue(expecting: selection.expect, typing: selection.typing),
      keyboard: selection.typing.isEmpty ? .none : .reader, seconds: seconds)
    let goal = BootGoal(selection, dialogue: dialogue)
    if let exception = dialogue.exception, !dialogue.isMatched {
      throw DiagnosticError(.bootException(exception, before: goal, lastLines: dialogue.lastLines))
    }
    switch ending {
    case .over(let seconds):
      console.progress("\(goal.text) appeared after \(seconds) s")
      return .fine
    case .timedOut:
      throw DiagnosticError(.bootTimedOut(goal, seconds: seconds, lastLines: dialogue.lastLines))
    case .exited(_, isSuccess: true) where goal.isEnd: return .fine
    case .exited(let status, _):
      throw DiagnosticError(
        .bootEnded("QEMU ended (\(status))", before: goal, lastLines: dialogue.lastLines))
    }
  }

  private func requireFile(_ path: String) throws(DiagnosticError) {
    switch files.kind(of: path) {
    case .file: return
    case nil: throw DiagnosticError(.fileMissing(path))
    case .folder: throw DiagnosticError(.fileUnreadable(path, reason: "it is a directory"))
    case .other: throw DiagnosticError(.fileUnreadable(path, reason: "it is not a regular file"))
    }
  }
}

/// The event that a run waits for, in words.
struct BootGoal {
  let text: String
  /// Whether it is the end of the guest.
  let isEnd: Bool

  init(_ selection: BootSelection, dialogue: ConsoleDialogue) {
    if let line = dialogue.pending.first {
      text = "the Shell's prompt for '\(line)'"
      isEnd = false
    } else if let expected = selection.expect {
      text = "'\(expected)'"
      isEnd = false
    } else {
      text = "the end of the guest"
      isEnd = true
    }
  }
}

extension Diagnostic {
  /// The last lines of the console.
  static func console(_ lines: [String]) -> [Note] {
    lines.isEmpty ? [Note("the console stayed silent")] : lines.map { Note("console: \($0)") }
  }

  static func bootException(
    _ exception: String, before goal: BootGoal, lastLines: [String]
  ) -> Diagnostic {
    Diagnostic(
      .bootException, at: .commandLine,
      "the guest's processor raised an exception before \(goal.text) appeared: \(exception)",
      notes: console(lastLines),
      fix: "look up the address in the notes in the link map of the module that they name")
  }

  static func bootTimedOut(
    _ goal: BootGoal, seconds: Int, lastLines: [String], notes: [Note] = []
  ) -> Diagnostic {
    Diagnostic(
      .bootTimeout, at: .commandLine, "\(goal.text) did not appear within \(seconds) s",
      notes: console(lastLines) + notes,
      fix: "raise --timeout, or read in the notes where the boot stands")
  }

  static func bootEnded(
    _ event: String, before goal: BootGoal, lastLines: [String], notes: [Note] = []
  ) -> Diagnostic {
    Diagnostic(
      .bootEnded, at: .commandLine, "\(event) before \(goal.text) appeared",
      notes: console(lastLines) + notes,
      fix: "read the messages of QEMU, and the console in the notes")
  }
}
