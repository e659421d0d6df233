import BaseTools
import Diagnostics
import PlatformModel

/// The programs that build a module, with their options.
struct ModuleTools {
  let module: BuildModule
  let environment: BuildEnvironment
  /// What edk2's tools do in this tree.
  let baseTools: BaseToolsRevision
  let folders: ModuleFolders
  /// Absolute, in the order of the compiler's `-I`.
  let includes: [String]
  private let text: OptionText

  init(_ module: BuildModule, environment: BuildEnvironment, model: BuildModel) {
    self.module = module
    self.environment = environment
    baseTools = model.baseTools
    let folders = ModuleFolders(module, output: environment.output)
    self.folders = folders
    let macros = ModuleMacros(module, folders: folders, environment: environment, platform: model.platform)
    text = OptionText(
      options: module.options, macros: { macros[$0] }, environment: { environment.variable($0) })
    includes = Self.includes(of: module, folders: folders, environment: environment, text: text)
  }

  /// The include folders of the module, followed by those that options name with `-I`, as far as they exist.
  private static func includes(
    of module: BuildModule, folders: ModuleFolders, environment: BuildEnvironment, text: OptionText
  ) -> [String] {
    var result = module.includeFolders.map { folder in
      switch folder {
      case .workspace(let path): environment.locate(path)
      case .generated: folders.debug
      }
    }
    let naming = module.options.options.filter { key, option in
      key.attribute == "FLAGS" && option.parts.contains { Self.namesFolders($0.text) }
    }
    for tool in naming.keys.map(\.tool).sorted() {
      for word in text.words(tool) where word.hasPrefix("-I") && word.utf8.count > 2 {
        let folder = String(word.dropFirst(2))
        if environment.exists(folder) { result.append(folder) }
      }
    }
    return result
  }

  /// Whether the text may contain `-I`.
  private static func namesFolders(_ text: String) -> Bool {
    var before: UInt8 = 0
    for byte in text.utf8 {
      if before == UInt8(ascii: "-"), byte == UInt8(ascii: "I") { return true }
      before = byte
    }
    return false
  }

  /// The path of the program in tools_def; if it is missing, an error is added to `diagnostics`.
  func program(_ tool: String, _ diagnostics: inout DiagnosticList) -> String {
    if let program = text.program(tool), !program.isEmpty { return program }
    diagnostics.add(.toolUndefined(tool, for: module))
    return tool
  }

  /// The flags of a tool, without the `-I` options that are already include folders.
  func flags(_ tool: String, _ attribute: String = "FLAGS") -> [String] {
    let words = text.words(tool, attribute)
    guard attribute == "FLAGS", words.contains(where: { $0.hasPrefix("-I") }) else { return words }
    var known = Set(includes)
    return words.filter { word in
      guard word.hasPrefix("-I"), word.utf8.count > 2 else { return true }
      return known.insert(String(word.dropFirst(2))).inserted
    }
  }

  /// Cancels `-g` among the flags of the C compiler before it.
  var debugFlags: [String] { environment.hasDebugInformation ? [] : ["-g0"] }

  /// Lets GCC optimise the parts of a program beside each other, where the flags have link-time optimisation.
  func linkJobFlags(_ linker: String, _ flags: [String]) -> [String] {
    guard environment.linkJobs > 1, CompilerFamily(program: linker) == .gcc, flags.contains("-flto") else {
      return []
    }
    return ["-flto=\(environment.linkJobs)"]
  }

  /// An `-I` option for each include folder.
  var includeFlags: [String] { includes.map { "-I\($0)" } }
  /// nasm requires a slash at the end.
  var nasmIncludeFlags: [String] { includes.map { $0.hasSuffix("/") ? "-I\($0)" : "-I\($0)/" } }

  /// A step that preprocesses to `output` and lists the files that it read.
  func preprocessor(
    _ tool: String, extra: [Recipe.Argument] = [], output: [Recipe.Piece],
    _ diagnostics: inout DiagnosticList
  ) -> Recipe.Step {
    Recipe.Step(
      [.words([program(tool, &diagnostics)])] + Recipe.depfileFlags
        + [.words(flags(tool)), .words(environment.mappingFlags), .words(includeFlags)] + extra + [.inputs],
      output: output)
  }

  /// Options of `kiln tool` for those of the behaviours that the tree's tools have.
  func followed(_ behaviours: [BaseToolsBehaviour]) -> [String] {
    behaviours.filter(baseTools.has).flatMap { ["--follow", $0.name] }
  }

  /// A step that runs kiln in place of one of edk2's tools.
  func kiln(_ tool: String, _ arguments: [Recipe.Argument]) -> Recipe.Step {
    Recipe.Step([.words([environment.kiln, "tool", tool])] + arguments)
  }
}
