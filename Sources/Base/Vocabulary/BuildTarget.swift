/// The build target of tools_def (`-b`). An open set, as tools_def may define more.
package struct BuildTarget: Hashable, Sendable {
  package let name: String

  package init(_ name: some StringProtocol) { self.name = String(name) }

  package static let debug = BuildTarget("DEBUG")
  package static let release = BuildTarget("RELEASE")
  package static let noopt = BuildTarget("NOOPT")

  /// The targets in edk2's own tools_def.
  package static let usual: [BuildTarget] = [.debug, .release, .noopt]
}

extension BuildTarget: CustomStringConvertible {
  package var description: String { name }
}
