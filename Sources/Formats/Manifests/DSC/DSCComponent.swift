/// A module in [Components], with what it overrides between its braces.
package struct DSCComponent: Sendable {
  /// In upper case; `["COMMON"]` for all.
  package let arches: [String]
  /// The path of an INF.
  package let path: Located<String>
  package var libraryClasses: [DSCLibraryClass] = []
  package var pcds: [DSCPCD] = []
  package var buildOptions: [BuildOption] = []
  /// FILE_GUID.
  package var defines: [DefineEntry] = []

  package init(arches: [String], path: Located<String>) {
    self.arches = arches
    self.path = path
  }
}
