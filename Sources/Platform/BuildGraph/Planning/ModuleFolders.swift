import PlatformModel
import Vocabulary

/// The output folders of a module, as in edk2: absolute, without a trailing slash.
struct ModuleFolders {
  /// `<output>/<ARCH>`.
  let architecture: String
  let module: String
  var output: String { "\(module)/OUTPUT" }
  var debug: String { "\(module)/DEBUG" }

  init(_ module: BuildModule, output: String) {
    architecture = "\(output)/\(module.architecture)"
    self.module = "\(architecture)/\(module.outputFolder)"
  }

  /// The path in OUTPUT, with the same relative folder as the source.
  func output(_ source: PlannedSource, _ name: String) -> String {
    TreePath.resolving(TreePath.joining(source.folder, name), onDisk: output)
  }
}

/// A source file of an action.
struct PlannedSource {
  let path: String
  /// Relative to the module's folder; empty for a source in that folder and for generated files.
  let folder: String
  let base: String
  let fileExtension: String
  /// For progress messages.
  let subject: String

  init(_ path: String, folder: String = "", subject: String) {
    self.path = path
    self.folder = folder
    self.subject = subject
    (base, fileExtension) = TreePath.split(path)
  }

  /// A file made from this source that is the source of another action; it has no relative folder.
  func made(_ path: String) -> PlannedSource { PlannedSource(path, subject: subject) }
}
