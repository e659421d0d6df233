import AutoGen
import Diagnostics
import Manifests
import PlatformModel

/// Plans the actions of one module: the rules of build_rule for modules compiled with gcc or clang, applied to
/// the sources in order.
struct ModulePlanner {
  private let tools: ModuleTools
  private let c: CCompiler
  private let assembler: Assembler
  private let asl: ASLCompiler
  private let deviceTrees: DeviceTreeCompiler
  private let linker: Linker
  private var forms: FormsCompiler
  private var actions: ModuleActions

  /// - Parameter formCompiler: the path of VfrCompile if the build makes it.
  init(
    _ module: BuildModule, environment: BuildEnvironment, model: BuildModel, formCompiler: String?
  ) {
    tools = ModuleTools(module, environment: environment, model: model)
    c = CCompiler(tools)
    assembler = Assembler(tools)
    asl = ASLCompiler(tools, c: c)
    deviceTrees = DeviceTreeCompiler(tools)
    linker = Linker(tools)
    forms = FormsCompiler(
      tools, c: c, program: formCompiler,
      // With CLANGGCC edk2's rule ends without an object.
      bindsPackages: model.toolchain.buildRuleFamily != "CLANGGCC")
    actions = ModuleActions(module)
  }

  var diagnostics: DiagnosticList { actions.diagnostics }

  /// - Parameters:
  ///   - generated: the files that AutoGen writes for the module.
  ///   - libraries: the archives to link after its own objects.
  mutating func planned(generated: [GeneratedFile], libraries: [String]) -> PlannedModule {
    let module = tools.module
    let sources = SourceChoice(module, environment: tools.environment).sources(&actions.diagnostics)
    for source in sources { make(source) }
    for file in generated { make(file) }
    // All objects are known from here on, in order.
    if module.isLibrary { linker.copyBinaries(&actions) }
    let own = linker.archiveObjects(&actions)
    let bound = forms.bindPackages(&actions)
    if !module.isLibrary, !own.isEmpty || !bound.isEmpty {
      // edk2 links the libraries of the two PCD drivers before their objects, because it collects them when it
      // makes the database.
      linker.link(
        module.inf.pcdIsDriver == nil ? own + libraries + bound : libraries + own + bound, &actions)
    }
    return actions.plan
  }

  private mutating func make(_ source: PlannedSource) {
    switch SourceKind(fileExtension: source.fileExtension) {
    case .c: c.compile(source, &actions)
    case .assembly: assembler.assemble(source, &actions)
    case .nasm: assembler.assembleNASM(source, &actions)
    case .nasmBinary: assembler.assembleBinary(source, &actions)
    case .assembly16: assembler.assemble16(source, &actions)
    case .forms: forms.compile(source, &actions)
    case .asl: asl.compile(source, &actions)
    case .tableC: c.compileTable(source, &actions)
    case .deviceTree: deviceTrees.compile(source, &actions)
    case .other: break
    }
  }

  private mutating func make(_ file: GeneratedFile) {
    let path = "\(tools.folders.module)/\(file.folder.rawValue)/\(file.name)"
    let source = PlannedSource(path, subject: "\(tools.module.path) \(file.name)")
    if SourceKind(fileExtension: source.fileExtension) == .c { c.compile(source, &actions) }
    if source.fileExtension == ".hpk" { forms.addPackage(path) }
  }
}
