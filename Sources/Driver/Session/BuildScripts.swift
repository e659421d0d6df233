import Diagnostics
import Emulation
import Host
import Manifests
import PlatformModel
import Subprocess
import SystemPackage
import Vocabulary

/// PREBUILD and POSTBUILD of a platform, run as edk2's `build` runs them (BaseTools, `build.py`): once for a command,
/// whatever the number of targets and tool chains.
///
/// The command is given to a shell, with the options of the build behind it. PREBUILD runs in the working folder, and
/// the build takes over the variables that it exports. POSTBUILD runs in the workspace, with the same variables.
struct BuildScripts: Sendable {
  /// A script with its whole command.
  private struct Call: Sendable {
    let script: BuildScript
    let command: String
  }

  private let calls: [BuildScript.Phase: Call]
  /// What both find in the environment.
  private let variables: [String: String]
  /// Absolute.
  private let workspace: String
  /// The variables that PREBUILD has exported.
  private(set) var changes: [String: String] = [:]
  /// Whether PREBUILD has failed, so that nothing is built.
  private(set) var hasFailed = false
  /// The build folders that hold images.
  private var folders: [String] = []

  /// For a build that runs none.
  static let none = BuildScripts()

  private init() {
    calls = [:]
    variables = [:]
    workspace = "."
  }

  /// Reads the scripts of a platform.
  ///
  /// - Parameter session: of the first target and tool chain, whose macros count.
  init(_ session: BuildSession, _ request: BuildRequest) throws(DiagnosticError) {
    let own = session.workspace
    let found = PlatformResolver.scripts(
      own.platform, configuration: try own.configuration(),
      files: session.context.manifests, roots: own.roots)
    workspace = own.absoluteRoots[0]
    var calls: [BuildScript.Phase: Call] = [:]
    if !found.scripts.isEmpty {
      let options = request.scriptOptions(own, architectures: found.architectures)
      for script in found.scripts {
        let words = script.words(in: own) + options
        calls[script.phase] = Call(script: script, command: words.joined(separator: " "))
      }
    }
    self.calls = calls
    var variables = ["WORKSPACE": workspace]
    variables["PACKAGES_PATH"] = own.selection.packagesPath
    let tools = own.absoluteRoots.map { "\($0)/BaseTools" }
    variables["EDK_TOOLS_PATH"] =
      session.context.environment["EDK_TOOLS_PATH"] ?? tools.first { own.files.kind(of: $0) == .folder }
    self.variables = variables
  }

  /// Runs PREBUILD.
  ///
  /// - Throws: `build-script-failed`.
  mutating func runBefore(_ context: Context) async throws(DiagnosticError) {
    guard let call = calls[.before] else { return }
    hasFailed = true
    let (own, variables) = (self, variables)
    let exported = try await context.environment.withTemporaryFolder { folder throws(DiagnosticError) in
      let file = "\(folder)/environment"
      try await own.run(call, then: "env -0 > \(ShellText.quoted([file]))", in: nil, context)
      return try context.files.contents(of: file)
    }
    hasFailed = false
    let known = context.environment.all.merging(variables) { $1 }
    for entry in exported.split(separator: 0) {
      let parts = String(decoding: entry, as: UTF8.self)
        .split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !Self.ofShell.contains(parts[0]), known[parts[0]] != parts[1] else { continue }
      changes[parts[0]] = parts[1]
    }
  }

  /// Variables that every shell sets for itself.
  private static let ofShell: Set<String> = ["_", "PWD", "OLDPWD", "SHLVL"]

  /// Notes a build folder whose images POSTBUILD may change.
  mutating func built(_ folder: String) { if calls[.after] != nil { folders.append(folder) } }

  /// Runs POSTBUILD, and records the images as it has left them.
  ///
  /// - Throws: `build-script-failed`.
  func runAfter(_ context: Context) async throws(DiagnosticError) {
    guard let call = calls[.after] else { return }
    try await run(call, then: nil, in: workspace, context.changing(changes))
    for folder in folders { try VariantRecord.update(in: folder, context.files) }
  }

  private func run(
    _ call: Call, then next: String?, in folder: String?, _ context: Context
  ) async throws(DiagnosticError) {
    let (console, name) = (context.console, call.script.phase.rawValue)
    console.progress("\(name): \(call.command)")
    var environment = context.environment.changedVariables
    for (name, value) in variables { environment[Environment.Key(stringLiteral: name)] = value }
    let command = [call.command, next].compactMap(\.self).joined(separator: " && ")
    let status: TerminationStatus
    let transcript: String
    do {
      let result = try await Subprocess.run(
        .path("/bin/sh"), arguments: ["-c", command], environment: .inherit.updating(environment),
        workingDirectory: folder.map { FilePath($0) }, input: .none, output: .sequence,
        error: .combinedWithOutput
      ) { execution in
        var output = ScriptOutput(console: console)
        for try await chunk in execution.standardOutput {
          output.add(chunk.withUnsafeBytes { [UInt8]($0) })
        }
        return output.finish()
      }
      status = result.terminationStatus
      transcript = result.closureResult
    } catch {
      throw DiagnosticError(.programFailed("/bin/sh", reason: String(describing: error)))
    }
    if case .exited(0) = status { return }
    throw DiagnosticError(
      .buildScriptFailed(call.script, status, transcript: console.isQuiet ? transcript : ""))
  }
}

/// What a script prints: lines of progress, the last of which are kept for a message.
private struct ScriptOutput {
  let console: Console
  private var line: [UInt8] = []
  private var last: [String] = []
  private static let mostLines = 40

  init(console: Console) { self.console = console }

  mutating func add(_ bytes: [UInt8]) {
    for byte in bytes {
      if byte == UInt8(ascii: "\n") { endLine() } else { line.append(byte) }
    }
  }

  private mutating func endLine() {
    let text = String(decoding: line, as: UTF8.self)
    line = []
    console.progress(text)
    last.append(text)
    if last.count > Self.mostLines { last.removeFirst() }
  }

  mutating func finish() -> String {
    if !line.isEmpty { endLine() }
    return last.joined(separator: "\n")
  }
}

extension BuildScript {
  /// The words of the command. As in edk2, one that looks like a path of the workspace is made absolute if there is
  /// such a file there or in a folder of PACKAGES_PATH.
  fileprivate func words(in workspace: Workspace) -> [String] {
    command.value.split(whereSeparator: \.isWhitespace).map { word in
      let word = String(word)
      guard word.first?.isLetter ?? false, word.contains("/") else { return word }
      let found = workspace.absoluteRoots.map { "\($0)/\(word)" }
        .first { workspace.files.kind(of: $0) != nil }
      return found.flatMap { workspace.files.kind(of: $0) == .file ? ShellText.quoted([$0]) : nil } ?? word
    }
  }
}

extension BuildRequest {
  /// What stands behind the command of a script, each word as a shell needs it: the options of edk2's `build` as they
  /// were given, with those for target, architecture and tool chain that were not; then the folder of target.txt, and
  /// how far to build.
  fileprivate func scriptOptions(_ workspace: Workspace, architectures: [Architecture]) -> [String] {
    let selection = workspace.selection
    let defaults = selection.defaults
    let ownTargets =
      targets.isEmpty ? (defaults.targets.isEmpty ? [selection.target] : defaults.targets) : targets
    let ownChains =
      toolchains.isEmpty
      ? (defaults.toolchains.isEmpty ? [workspace.toolchain] : defaults.toolchains) : toolchains
    func options(_ name: String, _ values: [String]) -> [String] { values.flatMap { [name, $0] } }
    let target = options("-b", ownTargets.map(\.name))
    let architecture = options("-a", architectures.map(\.name))
    let chain = options("-t", ownChains)
    var words: [String]
    if let typed {
      words = typed.arguments
      if targets.isEmpty { words += target }
      if selection.architectures.isEmpty { words += architecture }
      if toolchains.isEmpty { words += chain }
    } else {
      words = ["-p", workspace.files.absolute(workspace.platform)] + architecture + target + chain
      words += options("-D", selection.defines) + options("--pcd", selection.pcds)
      words += options("--sku-id", [selection.skuID].compactMap(\.self))
      words += options("-f", [selection.flashDefinition].compactMap(\.self))
      words += options("-m", [module].compactMap(\.self))
    }
    return (words + ["--conf=\(workspace.conf.path)", typed?.word ?? extent.rawValue]).map {
      ShellText.quoted([$0])
    }
  }
}

extension Diagnostic {
  fileprivate static func buildScriptFailed(
    _ script: BuildScript, _ status: TerminationStatus, transcript: String
  ) -> Diagnostic {
    let end =
      switch status {
      case .exited(let code): "ended with exit status \(code)"
      default: "was ended: \(status)"
      }
    return Diagnostic(
      .buildScriptFailed, at: .source(script.command.range),
      "\(script.phase.rawValue) \(end): '\(script.command.value)'", transcript: transcript,
      fix: script.phase == .before
        ? "correct what the script says; nothing was built"
        : "correct what the script says; the images are those of the build, as far as it has left them alone")
  }
}
