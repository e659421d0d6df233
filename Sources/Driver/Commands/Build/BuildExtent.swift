/// How far a build goes; the words are those of edk2's `build`.
package enum BuildExtent: String, Sendable {
  case everything = "all"
  /// Generated sources and the build graph, nothing compiled.
  case graph = "genmake"
  /// Everything compiled, nothing packed.
  case modules
  /// Packs what is compiled already.
  case images = "fds"
  /// Removes the build folder.
  case clean

  package init?(word: String) {
    switch word {
    case "genc": self = .graph
    case "libraries": self = .modules
    case "cleanall": self = .clean
    default: self.init(rawValue: word)
    }
  }
}
