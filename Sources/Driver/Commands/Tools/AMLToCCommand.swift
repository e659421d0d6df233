import AutoGen
package import Diagnostics
import Host
import ObjectFormats

/// `kiln tool amltoc`: a compiled ACPI table as a C array.
package struct AMLToCCommand: KilnCommand {
  package let context: Context
  package var outputChoice: String? { "-o" }
  let input: String
  let output: String

  package init(input: String, output: String, context: Context) {
    self.context = context
    self.input = input
    self.output = output
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let file = input.split(separator: "/").last ?? ""
    let baseName = file.lastIndex(of: ".").map { file[..<$0] } ?? file
    guard let code = AMLArray.source(of: try files.contents(of: input), baseName: String(baseName)) else {
      throw DiagnosticError(.notADefinitionBlock(input))
    }
    try files.update(output, with: code)
    return .fine
  }
}

extension Diagnostic {
  static func notADefinitionBlock(_ path: String) -> Diagnostic {
    Diagnostic(
      .acpiTableMalformed, at: .file(path), "expected a compiled DSDT or SSDT, found something else",
      fix: "define a DSDT or an SSDT in the ASL source")
  }
}
