import AutoGen
import Diagnostics
import Host
import Manifests
import PlatformModel

/// What AutoGen makes of a platform, by module.
struct GeneratedSources: Sendable {
  fileprivate var files: [String: [GeneratedFile]] = [:]

  subscript(module: BuildModule) -> [GeneratedFile] { files[module.buildFolder] ?? [] }

  /// Below the build folder, sorted.
  var paths: [String] {
    files.flatMap { folder, files in files.map { "\(folder)/\($0.folder.rawValue)/\($0.name)" } }.sorted()
  }
}

/// What AutoGen makes of a module, and what it has to say of it.
private struct GeneratedModule: Sendable {
  var files: [GeneratedFile]
  /// What stops nobody, such as a string in a language that is left out.
  var warnings: [Diagnostic]
}

extension BuildModule {
  /// Where everything of the module goes, below the build folder.
  var buildFolder: String { "\(architecture)/\(outputFolder)" }
}

/// Generates the sources of a platform's modules, and writes those that changed.
struct SourceGenerator: Sendable {
  let model: BuildModel
  /// The build folder.
  let folder: String
  /// The access to input files, which are recorded.
  let recording: RecordingFiles
  let roots: WorkspaceRoots
  let random: RandomInputs
  let context: Context

  func run() async throws(DiagnosticError) -> GeneratedSources {
    let writer = GeneratedFileWriter(files: context.files, folder: folder)
    var generated = GeneratedSources()
    var diagnostics = DiagnosticList()
    for build in model.architectures {
      let generator = ModuleGenerator(build, of: model, random: random, files: recording, roots: roots)
      var seen: Set<String> = []
      let modules = (build.modules + build.libraries).filter { seen.insert($0.outputFolder).inserted }
      for (module, outcome) in zip(modules, await Self.inParallel(modules, generator.outcome)) {
        switch outcome {
        case .success(let outcome):
          generated.files[module.buildFolder] = outcome.files
          context.warn(outcome.warnings)
          try writer.write(outcome.files, of: module)
        case .failure(let error): diagnostics.add(contentsOf: error.diagnostics)
        }
      }
    }
    try diagnostics.throwIfErrors()
    return generated
  }

  /// Applies `transform` to all elements on all processors; results are in order.
  private static func inParallel<Element: Sendable, Output: Sendable>(
    _ elements: [Element], _ transform: @escaping @Sendable (Element) -> Output
  ) async -> [Output] {
    // Pieces are small, because modules differ much in size.
    let piece = 16
    let starts = Array(stride(from: 0, to: elements.count, by: piece))
    return await withTaskGroup(of: (Int, [Output]).self) { group in
      for start in starts {
        group.addTask {
          (start, elements[start..<min(start + piece, elements.count)].map(transform))
        }
      }
      var pieces: [Int: [Output]] = [:]
      for await (start, results) in group { pieces[start] = results }
      return starts.flatMap { pieces[$0] ?? [] }
    }
  }
}

/// Generates the files of the modules of one architecture.
private struct ModuleGenerator: Sendable {
  let code: ModuleAutoGen
  let build: ArchitectureBuild
  let model: BuildModel
  /// For each phase that has a PCD driver.
  let databases: [DynamicPCD.Phase: Result<PCDDatabase, DiagnosticError>]
  let files: RecordingFiles
  let roots: WorkspaceRoots

  init(
    _ build: ArchitectureBuild, of model: BuildModel, random: RandomInputs, files: RecordingFiles,
    roots: WorkspaceRoots
  ) {
    code = ModuleAutoGen(build, of: model, random: random)
    self.build = build
    self.model = model
    self.files = files
    self.roots = roots
    let phases = Set(build.modules.compactMap(Self.phase))
    databases = Dictionary(
      uniqueKeysWithValues: phases.map { phase in
        (
          phase,
          Result { () throws(DiagnosticError) in try PCDDatabase(model, phase: phase) }
        )
      })
  }

  /// The phase of the database that a PCD driver needs.
  private static func phase(_ module: BuildModule) -> DynamicPCD.Phase? {
    module.inf.pcdIsDriver.flatMap { DynamicPCD.Phase(driver: $0.value) }
  }

  @Sendable func outcome(_ module: BuildModule) -> Result<GeneratedModule, DiagnosticError> {
    do throws(DiagnosticError) {
      let (additions, warnings) = try additions(for: module)
      return .success(
        GeneratedModule(files: try code.files(for: module, additions: additions), warnings: warnings))
    } catch {
      return .failure(error)
    }
  }

  private func additions(
    for module: BuildModule
  ) throws(DiagnosticError) -> (additions: CodeAdditions, warnings: [Diagnostic]) {
    var additions = CodeAdditions()
    if let phase = Self.phase(module), let database = try databases[phase]?.get() {
      additions.database = CodeAddition(header: database.header, code: database.code, files: [database.file])
    }
    let strings = try StringPackage(
      module, libraries: build.libraries(of: module), languages: model.platform.languages, files: files,
      roots: roots)
    additions.strings = strings?.addition
    additions.images = try ImagePackage(module, files: files, roots: roots)?.addition
    return (additions, strings?.warnings ?? [])
  }
}

/// Writes generated files, but only those that changed, because a newer file is compiled again.
private struct GeneratedFileWriter {
  let files: FileSystem
  let folder: String

  func write(_ generated: [GeneratedFile], of module: BuildModule) throws(DiagnosticError) {
    for file in generated {
      let path = "\(folder)/\(module.buildFolder)/\(file.folder.rawValue)/\(file.name)"
      try files.update(path, with: file.contents)
    }
  }
}
