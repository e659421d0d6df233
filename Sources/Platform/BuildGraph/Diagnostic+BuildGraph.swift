import AutoGen
import Diagnostics
import Manifests
import PlatformModel

/// The diagnostics of planning.
extension Diagnostic {
  static func sourceMissing(
    _ source: BuildSource, searched roots: [String], in module: BuildModule
  ) -> Diagnostic {
    Diagnostic(
      .sourceMissing, at: .source(source.name.range),
      "source '\(source.name.value)' of \(module.path) does not exist",
      notes: roots.map { Note("looked for \($0)/\(source.path)") },
      fix: "correct the path, which is relative to the folder of the INF")
  }

  static func toolUndefined(_ tool: String, for module: BuildModule) -> Diagnostic {
    Diagnostic(
      .toolUndefined, at: .file(module.path),
      "tools_def has no path of \(tool) for \(module.architecture), which this module needs",
      fix: "add a line *_*_\(module.architecture)_\(tool)_PATH = … to tools_def")
  }

  static func outputCollision(
    _ output: String, _ first: String, _ second: String, in module: BuildModule
  ) -> Diagnostic {
    Diagnostic(
      .outputCollision, at: .file(module.path),
      "two sources of this module would both become \(output)",
      notes: [Note(first), Note(second)], fix: "rename one of them, or move it to another folder")
  }

  static func toolchainUnsupported(_ toolchain: Toolchain, manifest: String) -> Diagnostic {
    Diagnostic(
      .toolchainUnsupported, at: .file(manifest),
      "tool chain \(toolchain.tag) is of family \(toolchain.family); kiln supports family GCC only",
      fix: "use a tool chain of family GCC, such as GCC5 or CLANGDWARF")
  }
}
