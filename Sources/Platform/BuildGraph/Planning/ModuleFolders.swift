import PlatformModel
import Vocabulary

/// Where edk2 puts what it makes of a module: absolute, without a trailing slash.
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

  /// Below OUTPUT, in the folder that the source has below its module's.
  func output(_ source: PlannedSource, _ name: String) -> String {
    TreePath.resolving(TreePath.joining(source.folder, name), onDisk: output)
  }
}

/// A file that something is made of.
struct PlannedSource {
  let path: String
  /// Relative to the module's own folder; empty there, and for whatever was generated.
  let folder: String
  let base: String
  let fileExtension: String
  /// For a person.
  let subject: String

  init(_ path: String, folder: String = "", subject: String) {
    self.path = path
    self.folder = folder
    self.subject = subject
    (base, fileExtension) = TreePath.split(path)
  }

  /// What is made of this source and something else is made of: it has no folder of its own.
  func made(_ path: String) -> PlannedSource { PlannedSource(path, subject: subject) }
}
