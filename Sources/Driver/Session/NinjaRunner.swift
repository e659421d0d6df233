import Diagnostics
import Host
import Subprocess
import SystemPackage

/// Runs ninja on a build folder.
struct NinjaRunner {
  /// The build folder, which contains `build.ninja`.
  let folder: String
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

  /// Brings everything up to date, and returns the number of commands that were run.
  @discardableResult
  func run(_ targets: [String] = []) async throws(DiagnosticError) -> Int {
    guard let ninja = environment.program(environment["NINJA"] ?? "ninja") else {
      throw DiagnosticError(.buildProgramMissing("ninja", role: "runs the compilers"))
    }
    var arguments = ["tool", "guard", "--lock", "\(folder)/ninja.lock", "--", ninja, "-C", folder]
    if let jobs = selection.jobs ?? usualJobs, jobs > 0 { arguments += ["-j", "\(jobs)"] }
    if selection.keepsGoing { arguments += ["-k", "0"] }
    if selection.isVerbose { arguments += ["-v"] }
    arguments += targets

    var failures: [Diagnostic] = []
    var notices: [String] = []
    var progress = BuildProgress(console: console, showsEverything: selection.isVerbose)
    var commands = 0
    do {
      let result = try await Subprocess.run(
        .path(FilePath(environment.programPath)), arguments: Arguments(arguments),
        environment: .inherit.updating(variables), input: .none,
        output: .sequence, error: .combinedWithOutput
      ) { execution in
        var output = NinjaOutput()
        var events: [NinjaOutput.Event] = []
        for try await chunk in execution.standardOutput {
          let read = output.read(chunk.withUnsafeBytes { [UInt8]($0) })
          for event in read {
            progress.show(event)
            // The message must appear while ninja waits.
            if case .waiting(let notice) = event { console.progress(notice.text) }
          }
          events += read
        }
        let rest = output.finish()
        for event in rest { progress.show(event) }
        return events + rest
      }
      progress.end()
      for event in result.closureResult {
        switch event {
        case .finished: commands += 1
        case .failed(let command):
          failures.append(command.diagnostic(folder: folder, isVerbose: selection.isVerbose))
        case .error(let text): failures.append(.ninjaFailed(text))
        case .waiting(let notice): notices.append(notice.text)
        case .notice(let text): notices.append(text)
        case .warning: continue
        }
      }
      if case .exited(0) = result.terminationStatus { return commands }
      if failures.isEmpty {
        failures.append(
          .buildInterrupted(
            String(describing: result.terminationStatus), transcript: notices.joined(separator: "\n")))
      }
    } catch {
      progress.end()
      throw DiagnosticError(.programFailed("ninja", reason: String(describing: error)))
    }
    throw DiagnosticError(failures)
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
      fix: "remove .ninja_log and .ninja_deps from the build folder, and build again")
  }

  static func buildInterrupted(_ status: String, transcript: String) -> Diagnostic {
    Diagnostic(
      .buildInterrupted, at: .commandLine, "the build ended early: \(status)",
      transcript: transcript,
      fix: "run the same command again; it continues where this build ended")
  }
}
