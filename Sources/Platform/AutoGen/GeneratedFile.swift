/// A file that a build generates for a module, not yet written anywhere.
package struct GeneratedFile: Equatable, Sendable {
  /// The folders below a module's own that edk2 keeps generated files in.
  package enum Folder: String, Sendable {
    /// C sources, headers and their lists, for a person or the compiler.
    case debug = "DEBUG"
    /// What goes into the image: `.depex`, `.hpk`, `.offset`, PCD databases.
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
