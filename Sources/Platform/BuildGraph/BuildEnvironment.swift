package import Manifests
package import Vocabulary

/// The facts about the build machine that planning needs. The driver looks them up; tests make them up.
package struct BuildEnvironment: Sendable {
  /// The workspace, then the folders of PACKAGES_PATH: absolute, without a trailing slash.
  package var roots: [String]
  /// `Build/<Platform>/<TARGET>_<TOOLCHAIN>`, absolute, without a trailing slash.
  package var output: String
  /// The program that replaces edk2's own tools.
  package var kiln: String
  /// Words before each call of the C compiler, such as ccache, distcc or icecc.
  package var launcher: [String] = []
  /// Prefix replacements in the paths that a compiler writes into its output. Of several that match, the last
  /// one applies.
  package var pathMap: [PathMapping] = []
  /// Whether compilers write debug information where the options of the platform ask for it. Without it, code and
  /// symbol tables are the same, and compiling and linking take less time.
  package var hasDebugInformation = true
  /// How many processes one link with link-time optimisation may run: GCC then optimises the parts into which it has
  /// divided the program beside each other, which gives the same code. It starts them with make.
  package var linkJobs = 1
  /// A file that changes with the date that compilers write for `__DATE__`; absolute.
  package var dateFile: String?
  /// Values of `$(NAME)` in options for names that neither the platform nor tools_def defines.
  package var variables: [String: String] = [:]
  /// The architecture of the machine that runs host tools.
  package var hostArchitecture = Architecture.x64
  /// Access to the makefiles of host tools, which list their sources.
  package var files: any ManifestFiles
  /// Whether a file or folder exists.
  package var exists: @Sendable (String) -> Bool

  /// `FROM=TO`.
  package struct PathMapping: Hashable, Sendable {
    package var from: String
    package var to: String

    package init(from: String, to: String) {
      self.from = from
      self.to = to
    }

    /// The option for gcc and clang.
    var flag: String { "-ffile-prefix-map=\(from)=\(to)" }
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

  /// The absolute path of `path`, which is relative to one of the roots: in the first root that has it,
  /// otherwise in the workspace.
  func locate(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    if roots.count > 1 {
      for root in roots where exists(TreePath.resolving(path, onDisk: root)) {
        return TreePath.resolving(path, onDisk: root)
      }
    }
    return TreePath.resolving(path, onDisk: workspace)
  }

  /// `path` after the prefix replacements.
  package func mapped(_ path: String) -> String {
    for mapping in pathMap.reversed() where path.hasPrefix(mapping.from) {
      return mapping.to + path.dropFirst(mapping.from.count)
    }
    return path
  }

  var mappingFlags: [String] { pathMap.map(\.flag) }

  /// The value of `$(NAME)` in the environment; EDK_TOOLS_PATH has a default.
  func variable(_ name: String) -> String? {
    if let value = variables[name] { return value }
    switch name {
    case "WORKSPACE": return workspace
    case "EDK_TOOLS_PATH": return locate("BaseTools")
    default: return nil
    }
  }
}
