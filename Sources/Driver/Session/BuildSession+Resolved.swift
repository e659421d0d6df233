import AutoGen
import Diagnostics
import Host
import Manifests
import PlatformModel

extension BuildSession {
  /// From here on no manifest is read.
  struct Resolved: Sendable {
    let session: BuildSession
    let model: BuildModel
    /// BaseTools: what `$(EDK_TOOLS_PATH)` means.
    let toolsPath: String
    /// The variables of the environment that decide what is built.
    let environmentNames: Set<String>

    var platform: ResolvedPlatform { model.platform }

    /// The build folder, absolute.
    var folder: String { folder(output: session.output) }

    /// Where the platform is built unless the user names another folder, absolute.
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

    /// Generates what belongs to every module and library, and writes what is not there already.
    func generate() async throws(DiagnosticError) -> Generated {
      let generator = SourceGenerator(
        model: model, folder: folder, recording: session.recording, roots: session.workspace.roots,
        context: session.context)
      return Generated(resolved: self, sources: try await generator.run())
    }

    /// Removes what building the platform made.
    func clean() throws(DiagnosticError) {
      let files = session.workspace.files
      guard files.kind(of: folder) == .folder else { return }
      // Only what a build made is taken for a build folder.
      guard
        ["build.ninja", "kiln.lock", "GlobalVar.bin"].contains(where: {
          files.kind(of: "\(folder)/\($0)") != nil
        })
      else { throw DiagnosticError(.notABuildFolder(folder)) }
      let lock = try session.lock(folder)
      defer { lock.release() }
      try files.removeTree(folder)
    }
  }
}

extension Diagnostic {
  static func notABuildFolder(_ path: String) -> Diagnostic {
    Diagnostic(
      .notABuildFolder, at: .file(path),
      "expected a build folder, found none of the files that a build writes; the folder is not removed",
      fix: "check --output, or remove the folder yourself")
  }
}
