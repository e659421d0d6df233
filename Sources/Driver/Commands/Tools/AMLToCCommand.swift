import AutoGen
package import Diagnostics
import Host
import ObjectFormats

/// `kiln tool amltoc`: a compiled ACPI table as a C array.
package struct AMLToCCommand: KilnCommand {
  package let context: Context
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
      .acpiTableMalformed, at: .file(path), "this is no DSDT or SSDT in machine language",
      fix: "let the ASL source define a DSDT or an SSDT")
  }
}
