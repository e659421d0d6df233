import Bytes
import Manifests
import PlatformModel
import Vocabulary

/// Plans the host tools that a platform needs and that BaseTools has as source.
///
/// Only tools to which tools_def gives no folder are built. If the tree does not have a tool's source, the tool
/// is looked up in PATH, as in edk2.
struct HostToolPlanner {
  static let formCompiler = "VfrCompile"

  let environment: BuildEnvironment
  var tools: [HostTool] = []
  var recipes: [Recipe] = []
  var actions: [Action] = []
  private var built: Set<String> = []
  private var numbers: [Recipe: Int] = [:]

  init(environment: BuildEnvironment) { self.environment = environment }

  var sourceFolder: String { environment.locate("BaseTools/Source/C") }
  var outputFolder: String { "\(environment.output)/HostTools" }

  mutating func plan(for model: BuildModel) {
    let wanted = GuidedSections.guids(of: model.platform)
    for build in model.architectures {
      let modules = build.modules + build.libraries
      let hasForms = modules.contains { module in
        module.sources.contains {
          SourceKind(fileExtension: TreePath.split($0.path).fileExtension) == .forms
        }
      }
      if hasForms, build.tools["VFR", "PATH"] == Self.formCompiler { addFormCompiler() }
      for key in build.tools.keys where key.attribute == "GUID" {
        guard let text = build.tools[key.tool, "GUID"], let path = build.tools[key.tool, "PATH"],
          let guid = GUID(text.filter { $0 != " " && $0 != "\t" }), wanted.contains(guid)
        else { continue }
        addEncoder(path, guid)
      }
    }
  }

  private mutating func addEncoder(_ path: String, _ guid: GUID) {
    let isFiltered = path == "LzmaF86Compress"
    let name = isFiltered ? "LzmaCompress" : path
    guard let source = HostToolSource.encoders.first(where: { $0.name == name }),
      !tools.contains(where: { $0.section == guid })
    else { return }
    let program = "\(outputFolder)/\(name)"
    guard built.contains(name) || build(source, program) else { return }
    built.insert(name)
    tools.append(
      HostTool(name: path, path: program, arguments: isFiltered ? ["--f86"] : [], section: guid))
  }

  /// Plans a host tool; false if the tree does not have its source.
  private mutating func build(_ source: HostToolSource, _ program: String) -> Bool {
    let folder = "\(sourceFolder)/\(source.folder)"
    guard let list = objects("OBJECTS", in: "\(folder)/GNUmakefile") else { return false }
    let includes = source.includes.map { "\(folder)/\($0)" } + [folder]
    let objects = list.map { name in
      compile(
        "\(folder)/\(name).c", to: "\(source.name).d/\(name).o", includes: includes,
        defines: source.defines, tool: source.name)
    }
    let archives = source.usesCommon ? [common()] : []
    link(objects + archives, to: program, libraries: source.libraries, tool: source.name, isCPlusPlus: false)
    return true
  }

  /// The object names in a makefile's list, without `.o`.
  func objects(_ list: String, in makefile: String) -> [String]? {
    guard case .bytes(let bytes) = environment.files.read(makefile) else { return nil }
    let names = MakefileList.words(of: list, in: bytes)?.filter {
      $0.hasSuffix(".o") || $0.hasSuffix("(OBJ_EXT)")
    }
    return names?.map { String($0.dropLast($0.hasSuffix(".o") ? 2 : 11)) }
  }

  /// Plans the library that all tools link, as an archive, and returns its path.
  mutating func common() -> String {
    let archive = "\(outputFolder)/libCommon.a"
    guard built.insert("Common").inserted else { return archive }
    let folder = "\(sourceFolder)/Common"
    let objects = (objects("OBJECTS", in: "\(folder)/GNUmakefile") ?? []).map { name in
      compile("\(folder)/\(name).c", to: "Common.d/\(name).o", includes: [folder], tool: "BaseTools")
    }
    let recipe = Recipe(
      .archiveHost, nil,
      [
        Recipe.Step([.words(["rm", "-f"]), .word([.output])]),
        Recipe.Step([
          .words([environment.variable("BUILD_AR") ?? "ar", "crs"]), .word([.output]), .inputs,
        ]),
      ])
    actions.append(
      Action(
        recipe: number(recipe), subject: "BaseTools Common", module: "BaseTools", inputs: objects,
        output: archive))
    return archive
  }

  /// Plans one object and returns its path; `name` is relative to the tools' folder.
  mutating func compile(
    _ source: String, to name: String, includes: [String], defines: [String] = [], flags: [String] = [],
    tool: String, orderOnly: [String] = []
  ) -> String {
    let isCPlusPlus = source.hasSuffix(".cpp")
    let compiler =
      isCPlusPlus
      ? environment.variable("BUILD_CXX") ?? "g++" : environment.variable("BUILD_CC") ?? "gcc"
    let root = sourceFolder
    let folders =
      includes + [
        root, "\(root)/Include/Common", "\(root)/Include", "\(root)/Include/IndustryStandard",
        "\(root)/Common",
      ] + baseIncludes
    var recipe = Recipe(
      .compileHost, nil,
      [
        Recipe.Step(
          [.words(environment.launcher + [compiler])] + Recipe.depfileFlags
            + [
              .words(Self.compileFlags + (isCPlusPlus ? Self.cPlusPlusFlags : Self.cFlags) + flags),
              .words(defines.map { "-D\($0)" } + folders.map { "-I\($0)" } + ["-c", "-o"]), .word([.output]),
              .inputs,
            ])
      ])
    recipe.hasDepfile = true
    let object = "\(outputFolder)/\(name)"
    var action = Action(
      recipe: number(recipe), subject: subject(source), module: tool, inputs: [source], output: object)
    action.orderOnlyInputs = orderOnly
    actions.append(action)
    return object
  }

  /// The folder of MdePkg's headers for BaseTools, which had copies of its own up to edk2-stable202305.
  private var baseIncludes: [String] {
    let host = environment.hostArchitecture
    let architecture = host.facts?.includeFolder ?? host.name
    let own = "\(sourceFolder)/Include/\(architecture)"
    if environment.exists(own) { return [own] }
    let package = environment.locate("MdePkg/Include")
    return ["\(package)/\(architecture)", package]
  }

  mutating func link(
    _ inputs: [String], to program: String, libraries: [String], tool: String, isCPlusPlus: Bool
  ) {
    let linker =
      isCPlusPlus
      ? environment.variable("BUILD_CXX") ?? "g++" : environment.variable("BUILD_CC") ?? "gcc"
    let recipe = Recipe(
      .linkHost, nil,
      [Recipe.Step([.words([linker, "-o"]), .word([.output]), .inputs, .words(libraries)])])
    actions.append(
      Action(recipe: number(recipe), subject: tool, module: tool, inputs: inputs, output: program))
  }

  mutating func number(_ recipe: Recipe) -> Int {
    if let number = numbers[recipe] { return number }
    numbers[recipe] = recipes.count
    recipes.append(recipe)
    return recipes.count - 1
  }

  func subject(_ source: String) -> String {
    let prefix = "\(sourceFolder)/"
    return source.hasPrefix(prefix)
      ? "BaseTools/Source/C/\(source.dropFirst(prefix.count))" : TreePath.split(source).base
  }

  mutating func markBuilt(_ name: String) -> Bool { built.insert(name).inserted }

  // BaseTools' flags, but without warnings: newer compilers add warnings that only BaseTools' authors can fix.
  private static let compileFlags = ["-O2", "-w"]
  private static let cFlags = [
    "-fshort-wchar", "-fno-strict-aliasing", "-fwrapv", "-fno-delete-null-pointer-checks", "-std=gnu11",
  ]
  private static let cPlusPlusFlags = ["-std=gnu++14"]
}
