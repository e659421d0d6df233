import Comparison
import Diagnostics

/// A report in the form of edk2's (`build -y`): where it is written, and which sections it has.
package struct ReportChoice: Equatable, Sendable {
  let path: String
  /// As `-Y` takes them; empty for all that kiln writes.
  let types: [String]

  package init(_ path: String, types: [String]) {
    self.path = path
    self.types = types
  }

  /// - Throws: `build-option-refused` for a section that kiln does not write, `build-command-malformed`.
  func sections() throws(DiagnosticError) -> [BuildReportSection] {
    var sections: [BuildReportSection] = []
    for type in types {
      if let missing = BuildReportSection.missing.first(where: { $0.name == type }) {
        throw DiagnosticError(.buildOptionRefused(["-Y \(type)"], missing.instead))
      }
      guard let section = BuildReportSection(rawValue: type) else {
        let known = EDK2Option.reportTypes.joined(separator: ", ")
        throw DiagnosticError(.buildCommandMalformed("expected one of \(known) for -Y, found '\(type)'"))
      }
      if !sections.contains(section) { sections.append(section) }
    }
    return sections.isEmpty ? BuildReportSection.allCases : sections
  }
}
