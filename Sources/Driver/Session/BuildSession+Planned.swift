import AutoGen
import BuildGraph
import Diagnostics
import Host
import Packaging
import PlatformModel

extension BuildSession {
  /// From here on every command is known.
  struct Planned: Sendable {
    let generated: Generated
    let plan: BuildPlan

    private var session: BuildSession { generated.resolved.session }
    private var folder: String { generated.resolved.folder }

    /// Whether the folder's graph is that of this plan: nothing else was planned there, and with other options.
    var isInPlace: Bool {
      let present = try? session.workspace.files.contents(of: "\(folder)/build.ninja")
      return present == plan.ninja()
    }

    /// Writes the plan down for ninja and for editors.
    func write() async throws(DiagnosticError) {
      try checkPrograms()
      // Megabytes, either of them.
      async let commands = plan.compileCommands()
      for (name, bytes) in [("build.ninja", plan.ninja()), ("compile_commands.json", await commands)] {
        try session.workspace.files.update("\(folder)/\(name)", with: bytes)
      }
    }

    /// Compiles what is not up to date, as ninja reads it from the plan that was written.
    func build() async throws(DiagnosticError) -> Built {
      try await session.compile(in: folder)
      return built
    }

    /// What a build of the plan has left, taken for granted.
    var built: Built { Built(planned: self, modules: modules) }

    /// Every program that the build starts, before any of them is: a missing one is one message.
    private func checkPrograms() throws(DiagnosticError) {
      var seen: Set<String> = []
      var diagnostics = DiagnosticList()
      for action in plan.actions {
        for command in plan.commands(of: action) {
          guard let program = command.first, seen.insert(program).inserted, !isMade(program) else {
            continue
          }
          if session.context.environment.program(program) == nil {
            diagnostics.add(
              .buildProgramMissing(program, role: "is needed for '\(plan.description(of: action))'"))
          }
        }
      }
      try diagnostics.throwIfErrors()
    }

    private func isMade(_ program: String) -> Bool {
      program.hasPrefix(plan.environment.output + "/")
    }

    /// What the build leaves for packing.
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
