/// One thing that edk2's BaseTools do differently since a commit.
///
/// A tree is asked for each behaviour by a text in its own files, because trees of distributions and branches are
/// often of no release: they have a release's version numbers and commits of later ones.
package struct BaseToolsBehaviour: Hashable, Sendable {
  /// A word by which the documentation names it.
  package let name: String
  /// The first 16 digits of the commit in tianocore/edk2 that introduced it.
  package let commit: String
  /// The first release that has it.
  package let since: EDK2Release
  package let sign: Sign
  package let handling: Handling
  /// What is different since the commit: a sentence.
  package let summary: String

  init(
    _ name: String, _ commit: String, since: EDK2Release, _ sign: Sign, _ handling: Handling,
    _ summary: String
  ) {
    self.name = name
    self.commit = commit
    self.since = since
    self.sign = sign
    self.handling = handling
    self.summary = summary
  }

  /// What kiln makes of a behaviour.
  package enum Handling: String, Sendable {
    /// kiln does as the tree's tools do.
    case followed
    /// kiln does so in all trees: older tools stop there, or the bytes are the same.
    case always
    /// It is in files of the tree that kiln reads or compiles.
    case fromTree = "from the tree"
    /// kiln does not do this at all, and says so where it is asked for.
    case refused
  }

  /// How a tree that has a behaviour is recognised.
  package struct Sign: Hashable, Sendable {
    /// Below BaseTools.
    package let file: String
    /// Texts in one line of it.
    package let texts: [String]
    /// In how many lines at least.
    package let count: Int
    /// Whether a tree that has the behaviour has the text; otherwise it has lost it.
    package let isPresent: Bool

    static func has(_ file: String, _ texts: String..., count: Int = 1) -> Self {
      Self(file: file, texts: texts, count: count, isPresent: true)
    }

    static func lacks(_ file: String, _ texts: String...) -> Self {
      Self(file: file, texts: texts, count: 1, isPresent: false)
    }
  }

  package static func == (left: Self, right: Self) -> Bool { left.name == right.name }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }

  /// In the order of the tools that the documentation has.
  package static let all = images + volumes + sources + rules
}
