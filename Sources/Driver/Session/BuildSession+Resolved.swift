import AutoGen
import Diagnostics
import Host
import Manifests
import PlatformModel

extension BuildSession {
  /// No manifest is read from here on.
  struct Resolved: Sendable {
    let session: BuildSession
    let model: BuildModel
    /// The folder of BaseTools, for `$(EDK_TOOLS_PATH)`.
    let toolsPath: String
    /// The environment variables that affect the build.
    let environmentNames: Set<String>

    var platform: ResolvedPlatform { model.platform }

    /// The build folder, absolute.
    var folder: String { folder(output: session.output) }

    /// The absolute default build folder of the platform.
    var usualFolder: String { folder(output: nil) }

    private func folder(output: String?) -> String {
      let workspace = session.workspace
      return workspace.files.absolute(workspace.outputFolder(of: platform, output: output))
    }

    var summary: String {
      let modules = model.architectures.reduce(0) { $0 + $1.modules.count }
      let libraries = model.architectures.reduce(0) { $0 + $1.libraries.count }
      return "\(modules) modules, \(libraries) libraries, \(model.toolchain.tag) \(platform.target)"
    }

    /// Generates the files of all modules and libraries, and writes those that changed.
    func generate() async throws(DiagnosticError) -> Generated {
      try await SubmoduleCheck(model: model, roots: session.workspace.absoluteRoots, context: session.context)
        .check()
      let generator = SourceGenerator(
        model: model, folder: folder, recording: session.recording, roots: session.workspace.roots,
        random: try RandomInputFiles(folder: folder, files: session.recording).inputs(for: model.baseTools),
        context: session.context)
      return Generated(resolved: self, sources: try await generator.run())
    }

    /// Removes the folders of all libraries.
    func cleanLibraries() throws(DiagnosticError) {
      try session.removing(folder) { files throws(DiagnosticError) in
        for build in model.architectures {
          for library in build.libraries where files.kind(of: "\(folder)/\(library.buildFolder)") == .folder {
            try files.removeTree("\(folder)/\(library.buildFolder)")
          }
        }
      }
    }
  }
}

extension BuildSession {
  /// Removes the build folder. The platform need not be one that can be built.
  func clean() throws(DiagnosticError) {
    let platform = try platform()
    let folder = workspace.files.absolute(workspace.outputFolder(of: platform, output: output))
    try removing(folder) { files throws(DiagnosticError) in try files.removeTree(folder) }
  }

  fileprivate func removing(
    _ folder: String, _ remove: (FileSystem) throws(DiagnosticError) -> Void
  ) throws(DiagnosticError) {
    let files = workspace.files
    guard files.kind(of: folder) == .folder else { return }
    // Only a folder made by a build is removed.
    guard
      ["build.ninja", "kiln.lock", "GlobalVar.bin"].contains(where: {
        files.kind(of: "\(folder)/\($0)") != nil
      })
    else { throw DiagnosticError(.notABuildFolder(folder)) }
    let lock = try lock(folder)
    defer { lock.release() }
    try remove(files)
  }
}

extension Diagnostic {
  static func buildScriptNotRun(_ script: BuildScript) -> Diagnostic {
    let time = script.phase == .before ? "before" : "after"
    return Diagnostic(
      .buildScriptNotRun, at: .source(script.command.range),
      "\(script.phase.rawValue) is '\(script.command.value)', which this command does not run",
      fix: "run it in the workspace \(time) the build")
  }

  static func notABuildFolder(_ path: String) -> Diagnostic {
    Diagnostic(
      .notABuildFolder, at: .file(path),
      "expected a build folder, found none of the files that a build writes; the folder is not removed",
      fix: "check --output, or remove the folder yourself")
  }
}
