package import Vocabulary

/// A module in [Components], with what it overrides between its braces.
package struct DSCComponent: Sendable {
  package let arches: [Qualifier<Architecture>]
  /// The path of an INF.
  package let path: Located<TreePath>
  package var libraryClasses: [DSCLibraryClass] = []
  package var pcds: [DSCPCD] = []
  package var buildOptions: [BuildOption] = []
  /// FILE_GUID.
  package var defines: [DefineEntry] = []

  package init(arches: [Qualifier<Architecture>], path: Located<TreePath>) {
    self.arches = arches
    self.path = path
  }
}
