import AutoGen
import BaseTools
import BuildGraph
import Diagnostics
import Manifests
import PlatformModel
import TestSupport
import Vocabulary

/// A workspace in memory: one package, one platform, modules as a test wants them.
struct SmallWorkspace: ManifestFiles {
  var files: [String: String] = [:]
  /// Paths that exist without being a manifest.
  var sources: Set<String> = []
  var architecture: Architecture = "X64"
  var root = "/w"
  var release = EDK2Release.stable202211

  /// Paths below the root.
  init(modules: [String], components: String? = nil, buildOptions: String = "", libraries: String = "") {
    files["P/P.dec"] = """
      [Defines]
      DEC_SPECIFICATION = 0x00010005
      PACKAGE_NAME = P
      PACKAGE_GUID = 11111111-0000-0000-0000-000000000001
      PACKAGE_VERSION = 1
      [Includes]
      Include
      """
    files["P/P.dsc"] = """
      [Defines]
      PLATFORM_NAME = P
      PLATFORM_GUID = 11111111-0000-0000-0000-000000000002
      PLATFORM_VERSION = 1
      DSC_SPECIFICATION = 0x00010005
      OUTPUT_DIRECTORY = Build/P
      SUPPORTED_ARCHITECTURES = X64|AARCH64|RISCV64|LOONGARCH64
      BUILD_TARGETS = DEBUG|RELEASE
      SKUID_IDENTIFIER = DEFAULT
      [LibraryClasses]
      \(libraries)
      [Components]
      \(components ?? modules.joined(separator: "\n"))
      [BuildOptions]
      \(buildOptions)
      """
    for tool in ["CC", "PP", "ASM", "DLINK", "VFRPP", "ASLPP", "ASLCC", "ASLDLINK"] {
      tools["*_GCC5_*_\(tool)_PATH"] = "gcc"
    }
    for (tool, path) in [
      ("SLINK", "gcc-ar"), ("OBJCOPY", "objcopy"), ("RC", "objcopy"), ("NASM", "nasm"), ("ASL", "iasl"),
      ("VFR", "VfrCompile"),
    ] {
      tools["*_GCC5_*_\(tool)_PATH"] = path
    }
  }

  /// Lines of tools_def.
  var tools = [
    "*_GCC5_*_*_FAMILY": "GCC",
    "*_*_*_*_BUILDRULEORDER": "nasm asm S s nasmb",
    "*_GCC5_*_CC_FLAGS": "-g -include AutoGen.h",
    "*_GCC5_*_DLINK_FLAGS": "-nostdlib -Wl,-Map,$(DEST_DIR_DEBUG)/$(BASE_NAME).map,--whole-archive",
    "*_GCC5_*_OBJCOPY_STRIPFLAG": "--strip-unneeded",
    "*_GCC5_*_GENFW_FLAGS": "--zero",
    "*_GCC5_*_ASL_OUTFLAGS": "-p",
  ]

  mutating func module(
    _ path: String, name: String, type: String = "DXE_DRIVER", defines: String = "", sources: String,
    classes: String = "", options: String = "", existing: [String]? = nil
  ) {
    let number = String(files.count + 10)
    files[path] = """
      [Defines]
      INF_VERSION = 0x00010005
      BASE_NAME = \(name)
      FILE_GUID = 11111111-0000-0000-0000-0000000000\(number)
      MODULE_TYPE = \(type)
      VERSION_STRING = 1.0
      \(defines)
      [Sources]
      \(sources)
      [Packages]
      P/P.dec
      [LibraryClasses]
      \(classes)
      \(["DXE_DRIVER", "PEIM"].contains(type) ? "[Depex]\nTRUE" : "")
      [BuildOptions]
      \(options)
      """
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    for line in existing ?? sources.split(separator: "\n").map(String.init) {
      let name = line.split(separator: "|")[0].filter { $0 != " " }
      self.sources.insert("\(root)/\(folder)/\(name)")
    }
  }

  func read(_ path: String) -> ManifestFileContents {
    let name = path.hasPrefix("\(root)/") ? String(path.dropFirst(root.utf8.count + 1)) : path
    return files[name].map { .bytes(Array($0.utf8)) } ?? .missing
  }

  func model(target: BuildTarget = .release) throws -> BuildModel {
    let text = tools.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }.joined(separator: "\n")
    var diagnostics = DiagnosticList()
    let definitions = ToolsDefinition(
      parsing: SourceFile(path: "tools_def.txt", bytes: Array(text.utf8)), environment: [:], files: self,
      roots: WorkspaceRoots([root]), diagnostics: &diagnostics)
    var configuration = BuildConfiguration(architectures: [architecture], target: target)
    configuration.baseTools = BaseToolsRevision(release)
    return try PlatformResolver.resolveForBuilding(
      "\(root)/P/P.dsc", configuration: configuration,
      tools: definitions.definitions.map {
        ToolDefinition($0.key.value, $0.value.value, at: .source($0.key.range))
      }, files: self, roots: WorkspaceRoots([root])
    ).model
  }

  var environment: BuildEnvironment {
    let known = sources
    return BuildEnvironment(
      roots: [root], output: "\(root)/Build/P/RELEASE_GCC5", kiln: "/bin/kiln", files: self,
      exists: { known.contains($0) })
  }

  func plan(
    generated: [GeneratedFile] = [], change: (inout BuildEnvironment) -> Void = { _ in }
  ) throws -> BuildPlan {
    var environment = environment
    change(&environment)
    return try BuildPlan(try model(), environment: environment, generated: { _ in generated })
  }
}

extension BuildPlan {
  /// The action that makes the file whose path ends so.
  func action(_ suffix: String) -> Action? { actions.first { $0.output.hasSuffix(suffix) } }

  /// The commands of the action that makes it, as lines.
  func lines(_ suffix: String) -> [String] {
    action(suffix).map { commands(of: $0).map { $0.joined(separator: " ") } } ?? []
  }
}
