import Manifests
import Vocabulary

/// The actions that build host tools: how BaseTools' makefiles compile, archive and link.
struct HostToolActions {
  let environment: BuildEnvironment
  private(set) var recipes: [Recipe] = []
  private(set) var actions: [Action] = []
  private var numbers: [Recipe: Int] = [:]
  private var hasCommon = false

  init(environment: BuildEnvironment) { self.environment = environment }

  var sourceFolder: String { environment.locate("BaseTools/Source/C") }
  var outputFolder: String { "\(environment.output)/HostTools" }

  /// The object names in a makefile's list, without `.o`.
  func objects(_ list: String, in makefile: String) -> [String]? {
    guard let bytes = environment.files.bytes(of: makefile) else { return nil }
    let names = MakefileList.words(of: list, in: bytes)?.filter {
      $0.hasSuffix(".o") || $0.hasSuffix("(OBJ_EXT)")
    }
    return names?.map { String($0.dropLast($0.hasSuffix(".o") ? 2 : 11)) }
  }

  /// Plans the library that all tools link, as an archive, and returns its path.
  mutating func common() -> String {
    let archive = "\(outputFolder)/libCommon.a"
    guard !hasCommon else { return archive }
    hasCommon = true
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
          [.words(environment.launcher + [compiler])] + Recipe.depfileFlags + Recipe.seed
            + [
              .words(Self.compileFlags + (isCPlusPlus ? Self.cPlusPlusFlags : Self.cFlags) + flags),
              .words(placeFlags),
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

  /// Replaces the paths that `__FILE__` and `#line` give, so that the tools of all checkouts are the same. In images there
  /// is nothing of them. Of several that match, the last one applies, and the build folder is often in the workspace.
  private var placeFlags: [String] {
    let roots = environment.roots.enumerated().map {
      BuildEnvironment.PathMapping(from: $1, to: "/edk2/\($0)")
    }
    return (roots + [.init(from: environment.output, to: "/edk2/build")]).map(\.flag)
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

  /// Plans a program.
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

  /// Plans sources that a tool of the plan generates.
  mutating func generate(
    _ command: [String], _ input: String, to output: String, others: [String], tool: String
  ) {
    // antlr and dlg print their version and copyright on every run.
    let recipe = Recipe(
      .generateHost, nil,
      [Recipe.Step([.words(command), .inputs], quietLog: [.output, .text(".log")])])
    var action = Action(
      recipe: number(recipe), subject: subject(input), module: tool, inputs: [input],
      output: output)
    action.sideOutputs = others
    action.implicitInputs = command.first.map { [$0] } ?? []
    actions.append(action)
  }

  private mutating func number(_ recipe: Recipe) -> Int {
    if let number = numbers[recipe] { return number }
    numbers[recipe] = recipes.count
    recipes.append(recipe)
    return recipes.count - 1
  }

  private func subject(_ source: String) -> String {
    let prefix = "\(sourceFolder)/"
    return source.hasPrefix(prefix)
      ? "BaseTools/Source/C/\(source.dropFirst(prefix.count))" : TreePath.split(source).base
  }

  // BaseTools' flags, but without warnings: newer compilers add warnings that only BaseTools' authors can fix.
  private static let compileFlags = ["-O2", "-w"]
  private static let cFlags = [
    "-fshort-wchar", "-fno-strict-aliasing", "-fwrapv", "-fno-delete-null-pointer-checks", "-std=gnu11",
  ]
  private static let cPlusPlusFlags = ["-std=gnu++14"]
}
