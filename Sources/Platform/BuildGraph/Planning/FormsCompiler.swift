import PlatformModel
import Vocabulary

/// Compiles forms to C. For a module with its HII packages in a resource section, compiles them to binary
/// packages, which are linked as one object.
struct FormsCompiler {
  private let tools: ModuleTools
  private let c: CCompiler
  private let program: String?
  private let bindsPackages: Bool
  /// The HII packages of a module with a resource section.
  private var packages: [String] = []

  /// - Parameter program: the path of VfrCompile if the build makes it; nil if tools_def names it.
  init(_ tools: ModuleTools, c: CCompiler, program: String?, bindsPackages: Bool) {
    self.tools = tools
    self.c = c
    self.program = program
    self.bindsPackages = bindsPackages
  }

  /// Whether the packages go into a resource section: build_rule calls such a module UEFI_HII.
  private var isResource: Bool { tools.module.buildType == .uefiHII }

  /// Adds a package that AutoGen writes.
  mutating func addPackage(_ path: String) {
    if isResource { packages.append(path) }
  }

  /// Compiles a `.vfr` file.
  mutating func compile(_ source: PlannedSource, _ actions: inout ModuleActions) {
    let folders = tools.folders
    let isResource = isResource
    let strings = "\(folders.output)/\(tools.module.baseName)StrDefs.hpk"
    let target =
      isResource
      ? folders.output(source, "\(source.base).hpk")
      : TreePath.resolving(TreePath.joining(source.folder, "\(source.base).c"), onDisk: folders.debug)
    let targetFolder = TreePath.folder(of: target)
    let number = actions.recipe(.compileForms, targetFolder) { recipe, diagnostics in
      recipe.steps = [
        tools.preprocessor("VFRPP", output: Recipe.stem("i"), &diagnostics),
        Recipe.Step([
          .words([program ?? tools.program("VFR", &diagnostics)]), .words(tools.flags("VFR")),
          .words(
            (isResource ? ["--create-ifr-package"] : []) + [
              "--string-db", strings, "--output-directory", targetFolder,
            ]), .word(Recipe.stem("i")),
        ]),
      ]
      recipe.hasDepfile = true
    }
    // The intermediate file is in OUTPUT itself for C output, and next to the package otherwise.
    let intermediate =
      isResource ? folders.output(source, source.base) : "\(folders.output)/\(source.base)"
    var compile = actions.action(number, source, output: target)
    compile.places[.stem] = intermediate
    compile.sideOutputs = ["\(intermediate).i"]
    compile.implicitInputs = [strings] + (program.map { [$0] } ?? [])
    guard actions.add(compile, from: source) else { return }
    if isResource {
      packages.append(target)
    } else {
      c.compile(PlannedSource(target, subject: "\(source.subject) (C)"), &actions)
    }
  }

  /// Puts the packages into one object with a `.hii` section, and returns the objects to link.
  func bindPackages(_ actions: inout ModuleActions) -> [String] {
    guard !packages.isEmpty, bindsPackages else { return [] }
    let base = "\(tools.folders.output)/\(tools.module.baseName)hii"
    // Newer trees have the flags in tools_def.
    let flags = tools.flags("GENFWHII")
    let kind = flags.isEmpty ? ["--hiibinpackage"] : flags
    let number = actions.recipe(.bindPackages) { recipe, diagnostics in
      let program = tools.program("RC", &diagnostics)
      recipe.steps = [
        tools.kiln(
          "genfw",
          [
            .words(["-o"]), .word(Recipe.stem("rc")), .words(["-g", tools.module.fileGUIDText] + kind),
            .inputs,
            .words(tools.flags("GENFW")),
          ]),
        Recipe.Step([
          .words([program]), .words(tools.flags("RC")), .word(Recipe.stem("rc")), .word([.output]),
        ]),
      ]
      recipe.keepsEqualOutput = true
    }
    var bind = actions.action(number, inputs: packages.sorted(), output: "\(base).lib")
    bind.places[.stem] = base
    bind.sideOutputs = ["\(base).rc"]
    bind.implicitInputs = [tools.environment.kiln]
    actions.plan.compiles.append(bind)
    return [bind.output]
  }
}
