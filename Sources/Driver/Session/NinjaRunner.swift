import Diagnostics
import Host
import Subprocess
import SystemPackage

/// Runs ninja on some actions of a build folder, all of which must run.
struct NinjaRunner {
  /// The build folder.
  let folder: String
  /// ninja's file, whose descriptions are numbers of actions.
  let file: String
  /// What an action's number stands for.
  let describe: @Sendable (Int) -> String
  let selection: CompileSelection
  /// The number of parallel commands if `selection` names none; nil for ninja's default.
  let usualJobs: Int?
  let console: Console
  let environment: ProcessEnvironment

  private var variables: [Environment.Key: String?] {
    var result = environment.changedVariables
    result["NINJA_STATUS"] = NinjaOutput.status
    // With debug information ccache hashes its working folder, which is the build folder, with every object.
    // Debuggers find all files except generated headers by absolute paths, so the hashing is switched off and
    // platforms can share objects.
    let isCcache = selection.launcher.contains { FilePath($0).lastComponent == "ccache" }
    if isCcache, ["CCACHE_HASHDIR", "CCACHE_NOHASHDIR"].allSatisfy({ environment[$0] == nil }) {
      result["CCACHE_NOHASHDIR"] = "1"
    }
    return result
  }

  /// What a run of ninja came to.
  struct Outcome {
    /// The numbers of the actions that ran to their end, in order.
    var finished: [Int] = []
    /// Empty if all actions ran.
    var failures: [Diagnostic] = []
  }

  /// Runs the actions, and goes on after failures if the user wants that.
  ///
  /// - Parameter finished: called with the number of each action that has run to its end, while others run.
  func run(_ finished: @escaping @Sendable (Int) -> Void) async throws(DiagnosticError) -> Outcome {
    guard let ninja = environment.program(environment["NINJA"] ?? "ninja") else {
      throw DiagnosticError(.buildProgramMissing("ninja", role: "runs the compilers"))
    }
    var arguments = [
      "tool", "guard", "--lock", "\(folder)/ninja.lock", "--", ninja, "-C", folder, "-f", file,
    ]
    if let jobs = selection.jobs ?? usualJobs, jobs > 0 { arguments += ["-j", "\(jobs)"] }
    if selection.keepsGoing { arguments += ["-k", "0"] }

    var outcome = Outcome()
    var notices: [String] = []
    var progress = BuildProgress(console: console, showsEverything: selection.isVerbose)
    do {
      let result = try await Subprocess.run(
        .path(FilePath(environment.programPath)), arguments: Arguments(arguments),
        environment: .inherit.updating(variables), input: .none,
        output: .sequence, error: .combinedWithOutput
      ) { execution in
        var output = NinjaOutput()
        var events: [NinjaOutput.Event] = []
        var done: [Int] = []
        var last: Int?
        func end() {
          guard let number = last else { return }
          done.append(number)
          finished(number)
        }
        // ninja counts a failed command as finished; whether it has failed is known from what follows.
        func pass(_ event: NinjaOutput.Event) {
          progress.show(event)
          switch event {
          case .failed(let command) where command.number == last: last = nil
          case .finished(_, _, _, let number):
            end()
            last = number
          default: break
          }
        }
        for try await chunk in execution.standardOutput {
          let read = output.read(chunk.withUnsafeBytes { [UInt8]($0) }).map(named)
          for event in read {
            pass(event)
            // The message must appear while ninja waits.
            if case .waiting(let notice) = event { console.progress(notice.text) }
          }
          events += read
        }
        let rest = output.finish().map(named)
        for event in rest { pass(event) }
        end()
        return (events: events + rest, done: done)
      }
      progress.end()
      outcome.finished = result.closureResult.done
      for event in result.closureResult.events {
        switch event {
        case .failed(let command):
          outcome.failures.append(command.diagnostic(folder: folder, isVerbose: selection.isVerbose))
        case .error(let text): outcome.failures.append(.ninjaFailed(text))
        case .waiting(let notice): notices.append(notice.text)
        case .notice(let text): notices.append(text)
        case .finished, .warning: continue
        }
      }
      if outcome.failures.isEmpty, result.terminationStatus != .exited(0) {
        outcome.failures.append(
          .buildInterrupted(
            String(describing: result.terminationStatus), transcript: notices.joined(separator: "\n")))
      }
      return outcome
    } catch {
      progress.end()
      throw DiagnosticError(.programFailed("ninja", reason: String(describing: error)))
    }
  }

  /// The event with a description in place of a number.
  private func named(_ event: NinjaOutput.Event) -> NinjaOutput.Event {
    switch event {
    case .finished(let count, let total, let description, _):
      guard let number = Int(description) else { return event }
      return .finished(count: count, total: total, description: describe(number), number: number)
    case .failed(var command):
      guard let number = Int(command.description) else { return event }
      command.description = describe(number)
      command.number = number
      return .failed(command)
    default: return event
    }
  }
}

extension Diagnostic {
  /// A program that a build runs is missing.
  static func buildProgramMissing(_ name: String, role: String) -> Diagnostic {
    .programMissing(name, role: role, packages: DebianPackage.containing(name))
  }

  static func ninjaFailed(_ text: String) -> Diagnostic {
    Diagnostic(
      .ninjaFailed, at: .commandLine, "ninja: \(text)",
      fix: "remove .kiln from the build folder, and build again")
  }

  static func buildInterrupted(_ status: String, transcript: String) -> Diagnostic {
    Diagnostic(
      .buildInterrupted, at: .commandLine, "the build ended early: \(status)",
      transcript: transcript,
      fix: "run the same command again; it continues where this build ended")
  }
}
