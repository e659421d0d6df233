/// The extent of a build, with the words of edk2's `build`.
package enum BuildExtent: String, Sendable {
  case everything = "all"
  /// Generates sources and the build graph, but compiles nothing.
  case graph = "genmake"
  /// Compiles everything, but packs nothing.
  case modules
  /// Packs modules that were compiled before.
  case images = "fds"
  /// Removes the build folder.
  case clean
  /// Removes what is built of the libraries.
  case cleanLibraries = "cleanlib"

  /// The case of the letters does not matter, as in edk2.
  package init?(word: String) {
    let word = word.lowercased()
    switch word {
    case "genc": self = .graph
    case "libraries": self = .modules
    case "cleanall": self = .clean
    default: self.init(rawValue: word)
    }
  }
}
