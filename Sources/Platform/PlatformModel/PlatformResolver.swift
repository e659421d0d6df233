import BaseTools
import Bytes
package import Diagnostics
package import Manifests
import Vocabulary

/// Makes one platform out of its DSC, its FDF, and the INF and DEC files that they name.
///
/// The passes run in the order of `resolve`; each says what it finds wrong and goes on, so that one
/// run reports as much as it can.
package struct PlatformResolver {
  var configuration: BuildConfiguration
  var library: ManifestLibrary
  var diagnostics = DiagnosticList()
  var pcds = PCDTable()
  /// Macros that an FDF expression may use.
  var environment = MacroEnvironment()
  /// What the FDF sets, for those who must tell it from what the DSC sets.
  var flashPCDs: [PCDName: Fact<ExpressionValue>] = [:]
  /// The text of what the FDF sets, as edk2 hands it on.
  var flashTexts: [PCDName: String] = [:]
  /// The DSC, once it is read.
  var dsc: DSCFile?
  /// The FDF, once it is read.
  var fdf: FDFFile?
  /// The DSC's DEFINE statements that were reached.
  var definitions: [MacroDefinition] = []
  /// What DSC, FDF and budgets ask about macros.
  var uses = MacroUses()
  /// The lines of DSC and FDF in branches that are taken.
  var lines: [ManifestLine] = []
  /// Whether a platform that an !error in its DSC refuses is resolved all the same, to see what is in it.
  var readsBeyondErrors = false

  package init(configuration: BuildConfiguration, files: any ManifestFiles, roots: WorkspaceRoots) {
    self.init(configuration: configuration, manifests: ManifestCache(files: files, roots: roots))
  }

  /// - Parameter manifests: shared with other resolutions in the same workspace.
  package init(configuration: BuildConfiguration, manifests: ManifestCache) {
    self.configuration = configuration
    library = ManifestLibrary(manifests)
  }

  /// The platform that `path` describes, with warnings, or every error that was found.
  package static func resolve(
    _ path: String, configuration: BuildConfiguration, files: any ManifestFiles, roots: WorkspaceRoots
  ) throws(DiagnosticError) -> (platform: ResolvedPlatform, warnings: [Diagnostic]) {
    var resolver = PlatformResolver(configuration: configuration, files: files, roots: roots)
    let platform = resolver.resolve(path)
    try resolver.diagnostics.throwIfErrors()
    guard let platform else { throw DiagnosticError(.platformUnreadable(path)) }
    return (platform, resolver.diagnostics.all)
  }

  mutating func resolve(_ path: String) -> ResolvedPlatform? {
    let preprocessor = Preprocessor(
      .dsc, files: library.files, roots: library.roots, sources: library.cache.sources)
    selectArchitectures(path, preprocessor: preprocessor)
    guard
      let text = preprocessor.preprocess(path, environment: startEnvironment(), diagnostics: &diagnostics)
    else { return nil }
    environment = text.environment
    definitions = text.macros
    uses.add(text.uses)
    lines += text.lines
    // As edk2's build, no further than an !error: what follows from a switch that is refused is not of interest.
    guard readsBeyondErrors || !diagnostics.all.contains(where: { $0.code == .manifestErrorDirective }) else {
      return nil
    }
    var dsc = DSCFile(parsing: text, diagnostics: &diagnostics)
    replaceDefines(&dsc)
    self.dsc = dsc
    // Without a section for the architecture, nothing of the platform would fit together.
    guard supportsArchitectures(dsc) else { return nil }
    let architectures = configuration.architectures

    // From here on every INF that the platform can link is read, and every DEC that these name.
    library.cache.prepare(modules: dsc.modulePaths)
    let modules = loadModules(dsc, architectures: architectures)
    loadLibraries(dsc)
    loadPackages(dsc)
    completeCommandLinePCDs()
    // From here on every declaration is known; values are set in edk2's order of precedence.
    setPCDs(dsc)
    var flash = dsc.defines["FLASH_DEFINITION"].flatMap { resolveFlash($0, dsc: dsc, modules: modules) }
    readPVHHeaders(dsc, flash: &flash)
    setCommandLinePCDs()
    let budgets = readBudgets(
      [dsc] + [loadBudgets(environment: text.environment, preprocessor)].compactMap(\.self), flash: flash,
      modules: modules)
    checkDefines(preprocessor)

    return ResolvedPlatform(
      name: dsc.defines["PLATFORM_NAME"]?.value ?? path, manifest: path,
      outputDirectory: dsc.defines["OUTPUT_DIRECTORY"]?.value
        ?? "Build/\(dsc.defines["PLATFORM_NAME"]?.value ?? "")",
      architectures: architectures, languages: readLanguages(dsc), target: configuration.target,
      toolchain: configuration.toolchain,
      modules: modules, pcds: pcds, flash: flash,
      budgets: budgets, compression: readCompression(dsc, flash: flash),
      scripts: readScripts(dsc))
  }

  /// The platform's budgets that stand in a file of their own.
  private mutating func loadBudgets(environment: MacroEnvironment, _ preprocessor: Preprocessor) -> DSCFile? {
    guard let path = configuration.budgets,
      let text = preprocessor.preprocess(path, environment: environment, diagnostics: &diagnostics)
    else { return nil }
    uses.add(text.uses)
    return DSCFile(parsing: text, diagnostics: &diagnostics)
  }

  /// What the command line and the build itself define before the DSC is read.
  func startEnvironment() -> MacroEnvironment {
    var commandLine = Dictionary(configuration.defines.map { ($0.name, $0.value) }) { $1 }
    if !configuration.architectures.isEmpty {
      commandLine["ARCH"] = configuration.architectures.map(\.name).joined(separator: " ")
    }
    var environment = MacroEnvironment(
      commandLine: commandLine,
      global: [
        "TARGET": configuration.target.name, "TOOL_CHAIN_TAG": configuration.toolchain,
        "TOOLCHAIN": configuration.toolchain, "WORKSPACE": library.roots.folders.first ?? ".",
        "FAMILY": "GCC",
      ])
    // Not edk2's, and in effect as if [Defines] began with it, so that a DEFINE can refer to it: the platforms that
    // come with kiln take sources from where this release has them.
    environment.platform["KILN_EDK2_RELEASE"] = String(
      (configuration.baseTools.release ?? .stable202211).rawValue)
    environment.commandLinePCDs = Dictionary(configuration.pcds.map { ($0.name, $0.value) }) { $1 }
    return environment
  }

  /// Those of the command line; otherwise those of target.txt that the platform supports, as edk2 has it; otherwise
  /// those that the platform has sections of components for; otherwise the first that it supports.
  ///
  /// The platform is read once for this alone, as ARCH can decide what is in it.
  mutating func selectArchitectures(_ path: String, preprocessor: Preprocessor) {
    guard configuration.architectures.isEmpty else { return }
    var unsaid = DiagnosticList()
    guard let text = preprocessor.preprocess(path, environment: startEnvironment(), diagnostics: &unsaid)
    else {
      return
    }
    let dsc = DSCFile(parsing: text, diagnostics: &unsaid)
    let usual = configuration.usualArchitectures.filter(dsc.supportedArchitectures.contains)
    guard usual.isEmpty else {
      configuration.architectures = usual
      return
    }
    let withSections = Set(dsc.components.flatMap(\.arches))
    let chosen = dsc.supportedArchitectures.filter { withSections.contains(.only($0)) }
    configuration.architectures = chosen.isEmpty ? Array(dsc.supportedArchitectures.prefix(1)) : chosen
  }

  private mutating func supportsArchitectures(_ dsc: DSCFile) -> Bool {
    let supported = dsc.supportedArchitectures
    let others = configuration.architectures.filter { !supported.isEmpty && !supported.contains($0) }
    for architecture in others {
      diagnostics.add(.architectureUnsupported(architecture, supported: supported, dsc: dsc))
    }
    return others.isEmpty
  }
}

extension DSCFile {
  /// In the order of the DSC.
  var supportedArchitectures: [Architecture] {
    (defines["SUPPORTED_ARCHITECTURES"]?.value ?? "").split { $0 == "|" || $0 == " " || $0 == "," }
      .map { Architecture($0) }
  }
}

extension Diagnostic {
  package static func platformUnreadable(_ path: String) -> Diagnostic {
    Diagnostic(
      .platformUnreadable, at: .file(path), "expected the DSC file of a platform",
      fix: "give the path of a DSC file")
  }

  static func architectureUnsupported(_ architecture: Architecture, supported: [Architecture], dsc: DSCFile)
    -> Diagnostic
  {
    let line = dsc.defines["SUPPORTED_ARCHITECTURES"]
    return Diagnostic(
      .architectureUnsupported, at: line.map { .source($0.range) } ?? .file(dsc.file.path),
      "the platform does not support \(architecture)",
      fix: "use one of \(supported.map(\.name).joined(separator: ", ")) with -a")
  }
}
