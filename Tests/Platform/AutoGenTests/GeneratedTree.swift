import AutoGen
import Diagnostics
import Manifests
import PlatformModel
import TestSupport

/// All that is generated for a platform, as edk2 lays it out.
struct GeneratedTree {
  /// By path below `Build/<Platform>/<TARGET>_<TOOLCHAIN>`.
  private(set) var files: [String: [UInt8]] = [:]

  /// Leaves out modules for which `isWanted` is false.
  init(
    _ dsc: String, _ configuration: BuildConfiguration, files manifests: any ManifestFiles, root: String,
    additions: CodeAdditions = CodeAdditions(), random: RandomInputs = RandomInputs(),
    isWanted: (BuildModule) -> Bool = { _ in true }
  ) throws {
    let (model, _) = try PlatformResolver.resolveForBuilding(
      "\(root)/\(dsc)", configuration: configuration, tools: [], files: manifests,
      roots: WorkspaceRoots([root]))
    for build in model.architectures {
      let generator = ModuleAutoGen(build, of: model, random: random)
      for module in build.modules + build.libraries where isWanted(module) {
        for file in try generator.files(for: module, additions: additions) {
          let path = "\(build.architecture)/\(module.outputFolder)/\(file.folder.rawValue)/\(file.name)"
          files[path] = file.contents
        }
      }
    }
  }

  subscript(path: String) -> String { files[path].map { String(decoding: $0, as: UTF8.self) } ?? "" }

  /// What `Tests/Oracles/autogen_digest.py` makes of the same files.
  func digest() throws -> String {
    var stream: [UInt8] = []
    for (path, bytes) in files.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      stream += "\(path)\n\(bytes.count)\n".utf8
      stream += bytes
    }
    let scratch = try Scratch()
    let hash = try Program.run("/usr/bin/sha256sum", [try scratch.write("files", stream)]).output.prefix(64)
    return "\(files.count) \(hash)"
  }
}
