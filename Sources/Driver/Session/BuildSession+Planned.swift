import AutoGen
import BuildGraph
import Diagnostics
import Host
import Packaging
import PlatformModel
import Vocabulary

extension BuildSession {
  /// All commands are known from here on.
  struct Planned: Sendable {
    let generated: Generated
    let plan: BuildPlan

    private var session: BuildSession { generated.resolved.session }
    private var folder: String { generated.resolved.folder }

    /// Whether the build graph in the folder is equal to this plan, so that no build with other options came
    /// after it.
    var isInPlace: Bool {
      let present = try? session.workspace.files.contents(of: "\(folder)/build.ninja")
      return present == plan.ninja()
    }

    /// Writes the plan for ninja and for editors.
    func write() async throws(DiagnosticError) {
      try await checkPrograms()
      let date = CompilationDate(session.context.environment, generated.resolved.model.baseTools)
      try session.workspace.files.update("\(folder)/\(CompilationDate.fileName)", with: Array(date.text.utf8))
      // Both files have several megabytes, so they are written in parallel.
      async let commands = plan.compileCommands()
      for (name, bytes) in [("build.ninja", plan.ninja()), ("compile_commands.json", await commands)] {
        try session.workspace.files.update("\(folder)/\(name)", with: bytes)
      }
    }

    /// Compiles everything that is not up to date.
    func build() async throws(DiagnosticError) -> Built {
      let outcome = try await session.carryOut(plan)
      return Built(planned: self, modules: modules, outcome: outcome)
    }

    /// Compiles a module, or a library, with everything that it links.
    ///
    /// - Parameter path: of its INF, absolute or as the platform names it.
    /// - Throws: `module-absent`.
    func build(module path: String) async throws(DiagnosticError) {
      let model = generated.resolved.model
      let absolute = session.workspace.files.absolute(path)
      let roots = session.workspace.absoluteRoots
      let names =
        [path]
        + roots.compactMap {
          absolute.hasPrefix($0 + "/") ? String(absolute.dropFirst($0.utf8.count + 1)) : nil
        }
      let all = model.architectures.flatMap { $0.modules + $0.libraries }
      let wanted = Set(all.filter { names.contains($0.path) }.map(\.buildFolder))
      guard !wanted.isEmpty else {
        throw DiagnosticError(
          .moduleAbsent(path, platform: model.platform.name, known: all.map(\.path)))
      }
      let targets = plan.results.filter { wanted.contains("\($0.architecture)/\($0.outputFolder)") }
        .flatMap(\.files)
      // Without a target, everything is built.
      guard !targets.isEmpty else { return session.context.console.progress("\(path): nothing to compile") }
      try await session.carryOut(plan, targets)
    }

    /// The result of a build of the plan, without running it.
    var built: Built { Built(planned: self, modules: modules, outcome: ActionExecutor.Outcome()) }

    /// Checks all programs of the build before it starts, so that missing ones are reported together.
    private func checkPrograms() async throws(DiagnosticError) {
      var seen: Set<String> = []
      var diagnostics = DiagnosticList()
      for action in plan.actions {
        for command in plan.commands(of: action) {
          guard let program = command.first, seen.insert(program).inserted, !plan.isMade(program) else {
            continue
          }
          if session.context.environment.program(program) == nil {
            diagnostics.add(
              .buildProgramMissing(program, role: "is needed for '\(plan.description(of: action))'"))
          }
        }
      }
      let check = CompilerCheck(
        plan: plan, environment: session.context.environment, variables: generated.resolved.environmentNames,
        toolchain: generated.resolved.model.toolchain.tag)
      if diagnostics.all.isEmpty { await check.check(&diagnostics) }
      try diagnostics.throwIfErrors()
    }

    /// The built modules for packing.
    private var modules: BuiltModules {
      let (model, files) = (generated.resolved.model, session.workspace.files)
      var results: [String: ModuleResult] = [:]
      for result in plan.results where !result.isLibrary {
        results["\(result.architecture)/\(result.outputFolder)"] = result
      }
      var modules: [BuiltModules.Module] = []
      for module in model.architectures.flatMap(\.modules) {
        let stored = generated.sources[module].filter { file in
          file.folder == .output && [".depex", ".raw"].contains { file.name.hasSuffix($0) }
        }
        let paths = stored.map { "\(folder)/\(module.buildFolder)/\($0.folder.rawValue)/\($0.name)" }
        modules.append(.init(module, products: (results[module.buildFolder]?.files ?? []) + paths))
      }
      return BuiltModules(
        modules, description: folder, files: files, roots: session.workspace.roots)
    }
  }
}
