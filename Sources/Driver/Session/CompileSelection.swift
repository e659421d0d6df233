/// How sources are compiled.
package struct CompileSelection: Sendable {
  /// How many commands run at a time; ninja decides when nil.
  package var jobs: Int?
  /// Goes on with what does not depend on a failure.
  package var keepsGoing: Bool
  /// Shows every command.
  package var isVerbose: Bool
  /// What stands in front of compilers, such as `ccache`.
  package var launcher: [String]
  /// `FROM=TO`: what of a path becomes what, wherever a build leaves paths in its output.
  package var pathMap: [String]
  /// Paths become those of a build in one fixed folder.
  package var isReproducible: Bool

  package init(
    jobs: Int? = nil, keepsGoing: Bool = false, isVerbose: Bool = false, launcher: [String] = [],
    pathMap: [String] = [], isReproducible: Bool = false
  ) {
    self.jobs = jobs
    self.keepsGoing = keepsGoing
    self.isVerbose = isVerbose
    self.launcher = launcher
    self.pathMap = pathMap
    self.isReproducible = isReproducible
  }
}
