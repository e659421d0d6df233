package import Diagnostics
package import Manifests
package import Vocabulary

/// A platform as far as it can be resolved, with what is wrong with it: what those look at who compare
/// platforms and explain them, whether it builds or not.
package struct PlatformSurvey: Sendable {
  /// A module whose class has no instance lacks that library and those behind it; one whose INF cannot be
  /// read is missing.
  package var model: BuildModel
  /// All branches that are taken, as written.
  package var dsc: DSCFile
  /// Nil without a FLASH_DEFINITION, or where that cannot be opened.
  package var fdf: FDFFile?
  /// Each package that the platform reads, in the order of first use.
  package var packages: [DECFile]
  /// The macros as the last line of the manifests leaves them, by edk2's order of precedence.
  package var macros: [String: String]
  /// The DSC's DEFINE statements that were reached, in order.
  package var definitions: [MacroDefinition]
  /// The macros of the command line, and those that its manifests ask for.
  package var defineUse: DefineUse
  /// The INF of each library instance that the DSC names, linked or not, by its path as written.
  package var libraries: [TreePath: INFFile]
  /// Errors and warnings in the order in which they were found.
  package var diagnostics: [Diagnostic]
}

extension PlatformResolver {
  /// The platform that `path` describes, errors or none.
  ///
  /// - Parameters: those of `resolveForBuilding`.
  /// - Throws: when there is no DSC that could be read at all.
  package static func survey(
    _ path: String, configuration: BuildConfiguration, tools: [ToolDefinition],
    siblings: @autoclosure @escaping @Sendable () -> [String] = [],
    manifests: ManifestCache
  ) throws(DiagnosticError) -> PlatformSurvey {
    var resolver = PlatformResolver(configuration: configuration, manifests: manifests)
    guard let platform = resolver.resolve(path), let dsc = resolver.dsc else {
      try resolver.diagnostics.throwIfErrors()
      throw DiagnosticError(.platformUnreadable(path))
    }
    let model = resolver.build(platform, dsc: dsc, tools: tools, siblings: siblings)
    return PlatformSurvey(
      model: model, dsc: dsc, fdf: resolver.fdf, packages: resolver.library.packagesInOrder,
      macros: resolver.environment.all,
      definitions: resolver.definitions, defineUse: resolver.defineUse,
      libraries: resolver.libraries(of: dsc),
      diagnostics: resolver.diagnostics.all)
  }

  private func libraries(of dsc: DSCFile) -> [TreePath: INFFile] {
    var found: [TreePath: INFFile] = [:]
    for line in dsc.libraryClasses + dsc.components.flatMap(\.libraryClasses) {
      found[line.path.value] = library.known(line.path.value)
    }
    return found
  }
}

extension MacroEnvironment {
  fileprivate var all: [String: String] {
    platform.merging(edkGlobal) { $1 }.merging(global) { $1 }.merging(commandLine) { $1 }
  }
}
