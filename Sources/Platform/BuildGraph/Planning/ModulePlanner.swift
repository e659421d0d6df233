import AutoGen
import Diagnostics
import PlatformModel

/// Plans what is made of one module: build_rule, as far as it speaks of modules that compile with gcc or
/// clang, applied to the sources in their order.
struct ModulePlanner {
  let module: BuildModule
  let environment: BuildEnvironment
  let buildRuleFamily: String
  let text: OptionText
  /// Absolute, in the order of the compiler's `-I`.
  let includes: [String]
  let folders: Folders
  /// Where VfrCompile is, when it is built here.
  let formCompiler: String?

  var plan = PlannedModule()
  var diagnostics = DiagnosticList()
  /// HII packages of a module that carries them as a resource.
  var packages: [String] = []
  private var numbers: [String: Int] = [:]
  private var makers: [String: String] = [:]

  /// Where edk2 puts what it makes of a module.
  struct Folders {
    /// `<output>/<ARCH>`.
    let architecture: String
    let module: String
    var output: String { "\(module)/OUTPUT" }
    var debug: String { "\(module)/DEBUG" }
  }

  /// A file that something is made of.
  struct Source {
    let path: String
    /// Relative to the module's own folder; empty there, and for whatever was generated.
    let folder: String
    let base: String
    let fileExtension: String
    /// For a person.
    let subject: String

    init(_ path: String, folder: String, subject: String) {
      self.path = path
      self.folder = folder
      self.subject = subject
      (base, fileExtension) = PathText.split(path)
    }
  }

  init(
    _ module: BuildModule, environment: BuildEnvironment, model: BuildModel, formCompiler: String?
  ) {
    self.module = module
    self.environment = environment
    self.formCompiler = formCompiler
    buildRuleFamily = model.toolchain.buildRuleFamily
    let folders = Folders(
      architecture: "\(environment.output)/\(module.architecture)",
      module: "\(environment.output)/\(module.architecture)/\(module.outputFolder)")
    self.folders = folders
    let macros = ModuleMacros(module, folders: folders, environment: environment, platform: model.platform)
    text = OptionText(
      options: module.options, macros: { macros[$0] }, environment: { environment.variable($0) })
    includes = Self.includes(of: module, folders: folders, environment: environment, text: text)
  }

  /// The model's folders, then those that options name with `-I`, as far as they exist.
  private static func includes(
    of module: BuildModule, folders: Folders, environment: BuildEnvironment, text: OptionText
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

  /// Whether the text may hold `-I`.
  private static func namesFolders(_ text: String) -> Bool {
    var before: UInt8 = 0
    for byte in text.utf8 {
      if before == UInt8(ascii: "-"), byte == UInt8(ascii: "I") { return true }
      before = byte
    }
    return false
  }

  /// The program that tools_def gives for `tool`.
  mutating func program(_ tool: String) -> String {
    if let program = text.program(tool), !program.isEmpty { return program }
    diagnostics.add(.toolUndefined(tool, for: module))
    return tool.lowercased()
  }

  /// A tool's flags, without `-I` for what the include folders name already.
  func flags(_ tool: String, _ attribute: String = "FLAGS") -> [String] {
    let words = text.words(tool, attribute)
    guard attribute == "FLAGS", words.contains(where: { $0.hasPrefix("-I") }) else { return words }
    var known = Set(includes)
    return words.filter { word in
      guard word.hasPrefix("-I"), word.utf8.count > 2 else { return true }
      return known.insert(String(word.dropFirst(2))).inserted
    }
  }

  /// `-I` for every include folder.
  var includeFlags: [String] { includes.map { "-I\($0)" } }
  /// nasm wants a slash at the end.
  var nasmIncludeFlags: [String] { includes.map { $0.hasSuffix("/") ? "-I\($0)" : "-I\($0)/" } }

  /// One recipe of a name a module.
  mutating func recipe(_ name: String, _ make: (inout Self) -> Recipe) -> Int {
    if let number = numbers[name] { return number }
    let number = plan.recipe(make(&self))
    numbers[name] = number
    return number
  }

  func action(_ recipe: Int, _ source: Source, output: String) -> Action {
    Action(
      recipe: recipe, subject: source.subject, module: module.path, inputs: [source.path], output: output)
  }

  /// Puts the action into the plan; false when something else makes the same file already.
  mutating func add(_ action: Action, from source: Source) -> Bool {
    if let other = makers[action.output] {
      // A source that is listed twice is built once.
      if other != source.path {
        diagnostics.add(.outputCollision(action.output, other, source.path, in: module))
      }
      return false
    }
    makers[action.output] = source.path
    plan.compiles.append(action)
    return true
  }

  /// Below OUTPUT, in the folder that the source has below its module's.
  func output(_ source: Source, _ name: String) -> String {
    PathText.join(folders.output, source.folder.isEmpty ? name : "\(source.folder)/\(name)")
  }
}
