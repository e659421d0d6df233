package import Manifests
package import Vocabulary

/// What the graph has to know of the machine that builds: the driver looks it up, tests make it up.
package struct BuildEnvironment: Sendable {
  /// The workspace, then the folders of PACKAGES_PATH: absolute, without a trailing slash.
  package var roots: [String]
  /// `Build/<Platform>/<TARGET>_<TOOLCHAIN>`, absolute, without a trailing slash.
  package var output: String
  /// The program to start where edk2 starts tools of its own.
  package var kiln: String
  /// Put in front of calls of the C compiler: ccache, distcc, icecc.
  package var launcher: [String] = []
  /// What the compiler leaves of a path that starts with `from` starts with `to`; of two that match, the
  /// later counts.
  package var pathMap: [PathMapping] = []
  /// What `$(NAME)` in an option stands for when nothing in the platform says it.
  package var variables: [String: String] = [:]
  /// Of the machine that host tools run on.
  package var hostArchitecture = Architecture.x64
  /// Opens the makefiles of host tools, which say what they are made of.
  package var files: any ManifestFiles
  /// Whether there is a file or a folder.
  package var exists: @Sendable (String) -> Bool

  /// `FROM=TO`.
  package struct PathMapping: Hashable, Sendable {
    package var from: String
    package var to: String

    package init(from: String, to: String) {
      self.from = from
      self.to = to
    }
  }

  package init(
    roots: [String], output: String, kiln: String, files: any ManifestFiles,
    exists: @escaping @Sendable (String) -> Bool
  ) {
    self.roots = roots
    self.output = output
    self.kiln = kiln
    self.files = files
    self.exists = exists
  }

  package var workspace: String { roots.first ?? "" }

  /// Where `path`, relative to one of the roots, lies: in the first root that has it, or would lie in
  /// the workspace.
  func locate(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    if roots.count > 1 {
      for root in roots where exists(TreePath.resolving(path, onDisk: root)) {
        return TreePath.resolving(path, onDisk: root)
      }
    }
    return TreePath.resolving(path, onDisk: workspace)
  }

  /// What the compiler would leave of `path`.
  func mapped(_ path: String) -> String {
    for mapping in pathMap.reversed() where path.hasPrefix(mapping.from) {
      return mapping.to + path.dropFirst(mapping.from.count)
    }
    return path
  }

  /// For gcc and clang.
  var mappingFlags: [String] { pathMap.map { "-ffile-prefix-map=\($0.from)=\($0.to)" } }

  /// `$(NAME)`, where the environment says it; EDK_TOOLS_PATH is known without.
  func variable(_ name: String) -> String? {
    if let value = variables[name] { return value }
    switch name {
    case "WORKSPACE": return workspace
    case "EDK_TOOLS_PATH": return locate("BaseTools")
    default: return nil
    }
  }
}
