import Bytes
import Manifests
import PlatformModel
import Vocabulary

/// Plans the host tools that a platform needs and that BaseTools has as source.
///
/// Only tools to which tools_def gives no folder are built. If the tree does not have a tool's source, the tool
/// is looked up in PATH, as in edk2.
struct HostToolPlanner {
  private(set) var tools: [HostTool] = []
  private(set) var actions: HostToolActions
  /// Names of programs that are planned.
  private var built: Set<String> = []
  private var isFormCompilerPlanned = false

  init(environment: BuildEnvironment) { actions = HostToolActions(environment: environment) }

  mutating func plan(for model: BuildModel) {
    let wanted = GuidedSections.guids(of: model.platform)
    for build in model.architectures {
      let modules = build.modules + build.libraries
      let hasForms = modules.contains { module in
        module.sources.contains {
          SourceKind(fileExtension: TreePath.split($0.path).fileExtension) == .forms
        }
      }
      if hasForms, build.tools["VFR", "PATH"] == FormCompilerTool.name { addFormCompiler() }
      for key in build.tools.keys where key.attribute == "GUID" {
        guard let text = build.tools[key.tool, "GUID"], let path = build.tools[key.tool, "PATH"],
          let guid = GUID(text.filter { $0 != " " && $0 != "\t" }), wanted.contains(guid)
        else { continue }
        addEncoder(path, guid)
      }
    }
  }

  private mutating func addFormCompiler() {
    guard !isFormCompilerPlanned else { return }
    isFormCompilerPlanned = true
    if let tool = FormCompilerTool(in: actions).plan(&actions) { tools.append(tool) }
  }

  private mutating func addEncoder(_ path: String, _ guid: GUID) {
    let isFiltered = path == "LzmaF86Compress"
    let name = isFiltered ? "LzmaCompress" : path
    guard let source = HostToolSource.encoders.first(where: { $0.name == name }),
      !tools.contains(where: { $0.section == guid })
    else { return }
    let program = "\(actions.outputFolder)/\(name)"
    guard built.contains(name) || build(source, program) else { return }
    built.insert(name)
    tools.append(
      HostTool(name: path, path: program, arguments: isFiltered ? ["--f86"] : [], section: guid))
  }

  /// Plans a host tool; false if the tree does not have its source.
  private mutating func build(_ source: HostToolSource, _ program: String) -> Bool {
    let folder = "\(actions.sourceFolder)/\(source.folder)"
    guard let list = actions.objects("OBJECTS", in: "\(folder)/GNUmakefile") else { return false }
    let includes = source.includes.map { "\(folder)/\($0)" } + [folder]
    let objects = list.map { name in
      actions.compile(
        "\(folder)/\(name).c", to: "\(source.name).d/\(name).o", includes: includes,
        defines: source.defines, tool: source.name)
    }
    let archives = source.usesCommon ? [actions.common()] : []
    actions.link(
      objects + archives, to: program, libraries: source.libraries, tool: source.name, isCPlusPlus: false)
    return true
  }
}
