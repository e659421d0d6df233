import AutoGen
import BuildGraph
import Diagnostics
import Host
import PlatformModel
import Vocabulary

extension BuildSession {
  /// All generated sources are final from here on.
  struct Generated: Sendable {
    let resolved: Resolved
    let sources: GeneratedSources

    private var session: BuildSession { resolved.session }

    /// Plans every command of the build.
    func plan() throws(DiagnosticError) -> Planned {
      let plan = try BuildPlan(resolved.model, environment: environment) { sources[$0] }
      return Planned(generated: self, plan: plan)
    }

    private var environment: BuildEnvironment {
      let (workspace, recording) = (session.workspace, session.recording)
      var result = BuildEnvironment(
        roots: workspace.absoluteRoots, output: resolved.folder,
        kiln: session.context.environment.programPath,
        files: recording
      ) { recording.exists($0) }
      result.launcher = session.compile.launcher
      result.variables = session.context.environment.all
      result.variables["WORKSPACE"] = workspace.absoluteRoots[0]
      result.variables["EDK_TOOLS_PATH"] = resolved.toolsPath
      result.pathMap = pathMap
      result.hasDebugInformation =
        session.compile.keepsDebugInformation || resolved.platform.target != .release
      // The same on every machine, so that all have the same commands. More helps little: a link has a dozen parts.
      result.linkJobs = session.context.environment.program("make") == nil ? 1 : 4
      result.dateFile = "\(resolved.folder)/\(CompilationDate.fileName)"
      return result
    }

    /// The user's mappings; with --reproducible, the workspace and other roots to fixed names. A build folder
    /// given with --output is mapped to the default one, so that images do not depend on it.
    private var pathMap: [BuildEnvironment.PathMapping] {
      let (workspace, compile) = (session.workspace, session.compile)
      let (folder, usualFolder) = (resolved.folder, resolved.usualFolder)
      var mappings: [BuildEnvironment.PathMapping] = []
      if compile.isReproducible {
        for (index, root) in workspace.absoluteRoots.enumerated() {
          mappings.append(.init(from: root, to: index == 0 ? "/edk2" : "/packages\(index)"))
        }
      }
      for text in compile.pathMap {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
          String.init)
        if parts.count == 2 { mappings.append(.init(from: workspace.files.absolute(parts[0]), to: parts[1])) }
      }
      guard folder != usualFolder else { return mappings }
      // Of several that match, the last one applies, as in the compiler.
      let moved = mappings.last { usualFolder.hasPrefix($0.from) }
      let usual = moved.map { $0.to + usualFolder.dropFirst($0.from.count) } ?? usualFolder
      return mappings + [.init(from: folder, to: usual)]
    }
  }
}
