import AutoGen
import BaseTools
package import Diagnostics
import Host
import Manifests
import ObjectFormats

/// The options of `kiln tool trim`.
package struct TrimSelection: Sendable {
  package enum Job: Sendable {
    /// Preprocessed assembly or ASL.
    case source(dropsLongSuffixes: Bool, convertsHexadecimal: Bool)
    /// An ASL source whose includes are expanded; `deps` is the path for the list of included files.
    case asl(folders: [String], deps: String?)
  }

  package var job: Job
  package var input: String
  package var output: String
  /// Names of behaviours of Trim to follow.
  package var followed: [String]

  package init(job: Job, input: String, output: String, followed: [String]) {
    self.job = job
    self.followed = followed
    self.input = input
    self.output = output
  }
}

/// `kiln tool trim`: does what edk2's Trim does between a preprocessor and an assembler or iasl.
package struct TrimCommand: KilnCommand {
  package let context: Context
  package var outputChoice: String? { "-o" }
  let selection: TrimSelection

  package init(_ selection: TrimSelection, context: Context) {
    self.context = context
    self.selection = selection
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let followed = try BaseToolsBehaviour.named(
      selection.followed, of: [.assemblyLines, .onceInTables, .missingTableIncludes])
    switch selection.job {
    case .source(let dropsLongSuffixes, let convertsHexadecimal):
      let trim = PreprocessedSource(
        dropsLongSuffixes: dropsLongSuffixes, convertsHexadecimal: convertsHexadecimal,
        keepsLineMarkers: followed.contains(.assemblyLines))
      try files.replace(
        selection.output, with: trim.trimmed(try files.contents(of: selection.input)), durably: false)
    case .asl(let folders, let deps):
      guard files.kind(of: selection.input) == .file else {
        throw DiagnosticError(.fileMissing(selection.input))
      }
      let source = ASLSource(
        selection.input, folders: folders, dropsOnce: followed.contains(.onceInTables)
      ) { files.bytes(of: $0) }
      let findings = source.skipped.map { skipped in
        Diagnostic.aslInclude(skipped, folders: folders, isError: followed.contains(.missingTableIncludes))
      }
      if findings.contains(where: { $0.severity == .error }) { throw DiagnosticError(findings) }
      context.warn(findings)
      if let deps { try files.replace(deps, with: source.depfile(for: selection.output), durably: false) }
      try files.replace(selection.output, with: source.text, durably: false)
    }
    return .fine
  }
}

extension Diagnostic {
  /// - Parameter isError: whether a missing file is an error.
  fileprivate static func aslInclude(
    _ skipped: ASLSource.Skipped, folders: [String], isError: Bool
  ) -> Diagnostic {
    let place = "line \(skipped.line): "
    switch skipped.reason {
    case .missing:
      let missing = Diagnostic(
        .aslIncludeMissing, at: .file(skipped.file),
        "\(place)expected the file '\(skipped.name)' in the folder of the source or an include folder, found none",
        notes: folders.map { Note("searched: \($0)") },
        fix: "correct the name, or add the package that has the file to [Packages] of the INF")
      return isError ? missing : missing.asWarning
    case .circular:
      return Diagnostic(
        .aslIncludeCircular, at: .file(skipped.file),
        "\(place)'\(skipped.name)' is included again; it is left out",
        fix: "remove one of the includes")
    }
  }
}
