import AutoGen
import BuildGraph
import Diagnostics
import Host
import Packaging
import PlatformModel

extension SourceBuild {
  /// Every command of the build.
  func plan(_ model: BuildModel, generated: GeneratedSources) throws(DiagnosticError) -> BuildPlan {
    let folder = folder(of: model.platform)
    let environment = buildEnvironment(folder, usualFolder: usualFolder(of: model.platform))
    return try BuildPlan(model, environment: environment) { generated[$0] }
  }

  /// Writes the plan down for ninja and for editors.
  func write(_ plan: BuildPlan, to folder: String) async throws(DiagnosticError) {
    try checkPrograms(of: plan)
    // Megabytes, either of them.
    async let commands = plan.compileCommands()
    for (name, bytes) in [("build.ninja", plan.ninja()), ("compile_commands.json", await commands)] {
      try workspace.files.update("\(folder)/\(name)", with: bytes)
    }
  }

  private func buildEnvironment(_ folder: String, usualFolder: String) -> BuildEnvironment {
    let recording = recording
    var result = BuildEnvironment(
      roots: workspace.absoluteRoots, output: folder, kiln: environment.programPath, files: recording
    ) { recording.exists($0) }
    result.launcher = compile.launcher
    result.variables = environment.all
    result.variables["WORKSPACE"] = workspace.absoluteRoots[0]
    result.variables["EDK_TOOLS_PATH"] = toolsPath
    result.pathMap = pathMap(folder, usualFolder: usualFolder)
    return result
  }

  /// What the user maps; with --reproducible, the workspace and other roots to fixed names. A build folder
  /// that --output names passes for the usual one, so that images do not depend on it.
  private func pathMap(_ folder: String, usualFolder: String) -> [BuildEnvironment.PathMapping] {
    var mappings: [BuildEnvironment.PathMapping] = []
    if compile.isReproducible {
      for (index, root) in workspace.absoluteRoots.enumerated() {
        mappings.append(.init(from: root, to: index == 0 ? "/edk2" : "/packages\(index)"))
      }
    }
    for text in compile.pathMap {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      if parts.count == 2 { mappings.append(.init(from: workspace.files.absolute(parts[0]), to: parts[1])) }
    }
    guard folder != usualFolder else { return mappings }
    // Of two that match, the later counts, here as with the compiler.
    let moved = mappings.last { usualFolder.hasPrefix($0.from) }
    let usual = moved.map { $0.to + usualFolder.dropFirst($0.from.count) } ?? usualFolder
    return mappings + [.init(from: folder, to: usual)]
  }

  /// Every program that the build starts, before any of them is: a missing one is one message.
  private func checkPrograms(of plan: BuildPlan) throws(DiagnosticError) {
    var seen: Set<String> = []
    var diagnostics = DiagnosticList()
    for action in plan.actions {
      for command in plan.commands(of: action) {
        guard let program = command.first, seen.insert(program).inserted, !isMade(program, by: plan) else {
          continue
        }
        if environment.program(program) == nil {
          diagnostics.add(.programMissing(program, role: "is wanted for '\(plan.description(of: action))'"))
        }
      }
    }
    try diagnostics.throwIfErrors()
  }

  private func isMade(_ program: String, by plan: BuildPlan) -> Bool {
    program.hasPrefix(plan.environment.output + "/")
  }

  /// What the build leaves for packing.
  func modules(_ model: BuildModel, plan: BuildPlan, generated: GeneratedSources) -> BuiltModules {
    let folder = folder(of: model.platform)
    var results: [String: ModuleResult] = [:]
    for result in plan.results where !result.isLibrary {
      results["\(result.architecture)/\(result.outputFolder)"] = result
    }
    var modules: [BuiltModules.Module] = []
    for module in model.architectures.flatMap(\.modules) {
      let stored = generated[module].filter { file in
        file.folder == .output && [".depex", ".raw"].contains { file.name.hasSuffix($0) }
      }
      let paths = stored.map { "\(folder)/\(module.buildFolder)/\($0.folder.rawValue)/\($0.name)" }
      modules.append(.init(module, products: (results[module.buildFolder]?.files ?? []) + paths))
    }
    return BuiltModules(
      modules, description: folder, files: workspace.files, roots: workspace.roots)
  }

  /// The tree's own compressor, as the build made it.
  func lzmaTool(_ plan: BuildPlan) -> String? {
    plan.hostTools.first { $0.name == "LzmaCompress" }?.path
  }

  func writeGUIDCrossReference(of model: BuildModel, to folder: String) throws(DiagnosticError) {
    try workspace.files.update("\(folder)/FV/Guid.xref", with: Array(GUIDCrossReference(model).text.utf8))
  }
}
