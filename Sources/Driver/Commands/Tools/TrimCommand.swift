import AutoGen
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

  package init(job: Job, input: String, output: String) {
    self.job = job
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
    switch selection.job {
    case .source(let dropsLongSuffixes, let convertsHexadecimal):
      let trim = PreprocessedSource(
        dropsLongSuffixes: dropsLongSuffixes, convertsHexadecimal: convertsHexadecimal)
      try files.replace(
        selection.output, with: trim.trimmed(try files.contents(of: selection.input)), durably: false)
    case .asl(let folders, let deps):
      guard files.kind(of: selection.input) == .file else {
        throw DiagnosticError(.fileMissing(selection.input))
      }
      let source = ASLSource(selection.input, folders: folders) { path in
        guard case .bytes(let bytes) = files.read(path) else { return nil }
        return bytes
      }
      if let deps { try files.replace(deps, with: source.depfile(for: selection.output), durably: false) }
      try files.replace(selection.output, with: source.text, durably: false)
    }
    return .fine
  }
}
