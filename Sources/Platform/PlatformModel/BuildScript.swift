import Diagnostics
package import Manifests
package import Vocabulary

/// PREBUILD or POSTBUILD: a shell command that edk2's `build` runs (DSC 1.28, 3.3), from `[Defines]`, or from `-D` of
/// the command line, which comes before it.
package struct BuildScript: Equatable, Sendable {
  package enum Phase: String, CaseIterable, Sendable { case before = "PREBUILD", after = "POSTBUILD" }

  package var phase: Phase
  /// Without the quotation marks around all of it that a DSC may have.
  package var command: Located<String>
}

extension PlatformResolver {
  /// The scripts of a platform, and its architectures. Nothing but the DSC is read, and nothing is reported: the build
  /// reads it again after PREBUILD, which may have written what it includes.
  package static func scripts(
    _ path: String, configuration: BuildConfiguration, files: any ManifestFiles, roots: WorkspaceRoots
  ) -> (scripts: [BuildScript], architectures: [Architecture]) {
    var resolver = PlatformResolver(configuration: configuration, files: files, roots: roots)
    let preprocessor = Preprocessor(.dsc, files: files, roots: roots)
    resolver.selectArchitectures(path, preprocessor: preprocessor)
    var unsaid = DiagnosticList()
    guard
      let text = preprocessor.preprocess(
        path, environment: resolver.startEnvironment(), diagnostics: &unsaid)
    else { return ([], resolver.configuration.architectures) }
    let dsc = DSCFile(parsing: text, diagnostics: &unsaid)
    return (resolver.readScripts(dsc), resolver.configuration.architectures)
  }

  /// In the order in which they are run.
  mutating func readScripts(_ dsc: DSCFile) -> [BuildScript] {
    BuildScript.Phase.allCases.compactMap { phase in
      let name = phase.rawValue
      if let given = configuration.defines.last(where: { $0.name == name }) {
        let command = Self.entry(name, given.value, option: "-D").value
        return command.value.isEmpty ? nil : BuildScript(phase: phase, command: command)
      }
      guard var command = dsc.defines[name], !command.value.isEmpty else { return nil }
      if command.value.hasPrefix("\"") {
        guard command.value.utf8.count > 1, command.value.hasSuffix("\"") else {
          diagnostics.add(.buildScriptMalformed(name, command))
          return nil
        }
        command = command.map { String($0.dropFirst().dropLast()) }
      }
      return BuildScript(phase: phase, command: command)
    }
  }
}

extension Diagnostic {
  fileprivate static func buildScriptMalformed(_ name: String, _ command: Located<String>) -> Diagnostic {
    Diagnostic(
      .buildScriptMalformed, at: .source(command.range),
      "expected a quotation mark at the end of \(name), found '\(command.value)'",
      fix: "close the quotation marks, or leave them out")
  }
}
