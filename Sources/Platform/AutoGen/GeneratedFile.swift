/// A file that a build generates for a module, with its contents.
package struct GeneratedFile: Equatable, Sendable {
  /// The subfolders of a module's build folder in which edk2 keeps generated files.
  package enum Folder: String, Sendable {
    /// C sources, headers and lists.
    case debug = "DEBUG"
    /// Files that go into the image: `.depex`, `.hpk`, `.offset`, PCD databases.
    case output = "OUTPUT"
  }

  package var folder: Folder
  package var name: String
  package var contents: [UInt8]

  package init(_ folder: Folder, _ name: String, contents: [UInt8]) {
    self.folder = folder
    self.name = name
    self.contents = contents
  }
}
