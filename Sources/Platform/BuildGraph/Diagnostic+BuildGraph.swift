import AutoGen
import Diagnostics
import Manifests
import PlatformModel

/// What planning can say.
extension Diagnostic {
  static func sourceMissing(
    _ source: BuildSource, searched roots: [String], in module: BuildModule
  ) -> Diagnostic {
    Diagnostic(
      .sourceMissing, at: .source(source.name.range),
      "\(module.path) lists '\(source.name.value)', and there is no such file",
      notes: roots.map { Note("looked for \($0)/\(source.path)") },
      fix: "correct the path; it is relative to the INF's folder")
  }

  static func toolUndefined(_ tool: String, for module: BuildModule) -> Diagnostic {
    Diagnostic(
      .toolUndefined, at: .file(module.path),
      "tools_def names no \(tool) for \(module.architecture), which this module needs",
      fix: "add a line *_*_\(module.architecture)_\(tool)_PATH = … to tools_def")
  }

  static func outputCollision(
    _ output: String, _ first: String, _ second: String, in module: BuildModule
  ) -> Diagnostic {
    Diagnostic(
      .outputCollision, at: .file(module.path),
      "two sources of this module would both become \(output)",
      notes: [Note(first), Note(second)], fix: "rename one of them, or put it in a folder of its own")
  }

  static func toolchainUnsupported(_ toolchain: Toolchain, manifest: String) -> Diagnostic {
    Diagnostic(
      .toolchainUnsupported, at: .file(manifest),
      "tool chain \(toolchain.tag) is of the family \(toolchain.family), and only GCC's is built here",
      fix: "take a tool chain of family GCC, such as GCC5 or CLANGDWARF")
  }
}
