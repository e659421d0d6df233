/// The options for compiling.
package struct CompileSelection: Sendable {
  /// The number of parallel commands; 0 for ninja's default; nil for that of target.txt.
  package var jobs: Int?
  /// Whether to continue with commands that do not depend on a failed one.
  package var keepsGoing: Bool
  /// Whether to show every command.
  package var isVerbose: Bool
  /// Words before each compiler call, such as `ccache`.
  package var launcher: [String]
  /// `FROM=TO`: prefix replacements for paths in the output.
  package var pathMap: [String]
  /// Whether paths are mapped to fixed names.
  package var isReproducible: Bool
  /// An image, or a folder of images, from which the build takes what edk2's `build` draws at random.
  package var like: String?
  /// Whether the build goes on with its own choice, and a warning, if an image does not tell what was drawn.
  var toleratesUnclearLike = false

  /// Whether RELEASE builds, too, have the debug information that the platform's options ask for.
  package var keepsDebugInformation = false

  /// Whether results are taken from the action cache of the user, and kept there.
  package var usesCache = true
  /// A server with results of other machines, if the environment names no other.
  package var cacheURL: String?
  /// Whether nothing is sent to that server.
  package var readsCacheOnly = false
  /// Whether what the cache offers is made all the same, and compared.
  package var verifiesCache = false

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
