package import Diagnostics
package import Manifests

extension PlatformResolver {
  /// The platform that `path` describes with all that building it from source needs, with warnings, or
  /// every error that was found.
  ///
  /// `tools` are the lines of tools_def, in its order.
  package static func resolveForBuilding(
    _ path: String, configuration: BuildConfiguration, tools: [ToolDefinition], files: any ManifestFiles,
    roots: WorkspaceRoots
  ) throws(DiagnosticError) -> (model: BuildModel, warnings: [Diagnostic]) {
    throw DiagnosticError(Diagnostic("not-implemented", at: .file(path), "not yet"))
  }
}
