import Compression
package import Diagnostics
import FirmwareImage
import Host
import Identify

/// `kiln identify`: identifies files by their contents, and checks those that belong together against each
/// other.
package struct IdentifyCommand: KilnCommand {
  package let context: Context
  let paths: [String]
  let json: Bool

  package init(_ paths: [String], json: Bool, context: Context) {
    self.context = context
    self.paths = paths
    self.json = json
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let reader = IdentityReader(
      files: files, catalogue: try CatalogueLoader(files: files, environment: environment).load())
    var input = IdentityReader.Input()
    var problems: [Diagnostic] = []
    var named: [String] = []
    for path in paths { named += try reader.files(of: path) }
    for path in named {
      // A failure of one file does not affect the others.
      do throws(DiagnosticError) {
        problems += try reader.read(path, into: &input)
      } catch {
        problems += error.diagnostics
      }
    }
    let (sets, more) = reader.sets(&input)
    let findings = sets.flatMap(\.findings)
    problems += more
    if !input.isEmpty {
      let report = IdentityReport(
        input.images, descriptors: input.descriptors, sets: sets)
      console.print(json ? report.json : report.text)
    }
    context.report(problems + findings)
    return ExitStatus(problems + findings)
  }
}
