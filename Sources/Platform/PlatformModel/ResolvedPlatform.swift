package import Bytes
package import Diagnostics
package import Manifests
package import Vocabulary

/// A platform as a build sees it, after every include, macro, condition and override.
package struct ResolvedPlatform: Sendable {
  package var name: String
  /// The path of the DSC as it was opened.
  package var manifest: String
  /// OUTPUT_DIRECTORY, relative to the workspace unless it starts with a slash.
  package var outputDirectory: String
  package var architectures: [Architecture]
  /// RFC_LANGUAGES: the languages whose strings are stored, such as `en-US`; empty for all.
  package var languages: [String]
  package var target: BuildTarget
  package var toolchain: String
  /// The components of the DSC, in its order, one entry for each architecture.
  package var modules: [PlatformModule]
  package var pcds: PCDTable
  /// Nil for a platform without a FLASH_DEFINITION.
  package var flash: FlashDescription?
  package var budgets: [Budget]
  package var compression: [CompressionRequest] = []
  /// What edk2's `build` runs before and after it builds, in this order.
  package var scripts: [BuildScript] = []

  /// `Build/<Platform>/<TARGET>_<TOOLCHAIN>`.
  package var buildFolder: String { "\(outputDirectory)/\(target)_\(toolchain)" }
}

/// A component of a platform for one architecture.
package struct PlatformModule: Sendable {
  /// As the manifest names it, relative to a workspace root.
  package var path: TreePath
  package var architecture: Architecture
  package var inf: INFFile
  package var baseName: String
  package var moduleType: ModuleType
  package var version: String
  /// FILE_GUID of the INF, unless the component overrides it.
  package var fileGUID: GUID
  /// Where the platform names the component.
  package var range: SourceRange
}
