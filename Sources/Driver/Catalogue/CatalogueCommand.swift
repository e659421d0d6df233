package import Diagnostics
package import Host

/// `kiln explain CODE`, `kiln explain --list`, and what writes `Documentation/diagnostics.md`.
package struct CatalogueCommand: Sendable {
  private let console: Console
  private let catalogue = DiagnosticCatalogue()

  package init(console: Console) { self.console = console }

  package func explain(_ name: String, json: Bool) -> ExitStatus {
    guard let code = catalogue[name.inBrackets] else {
      let problem = Diagnostic.codeUnknown(name, suggestions: catalogue.suggestions(for: name))
      console.report([problem])
      return ExitStatus([problem])
    }
    let report = CatalogueReport([code])
    console.print(json ? report.json : report.text)
    return console.ending(.fine)
  }

  package func list(json: Bool) -> ExitStatus {
    let report = CatalogueReport(catalogue.codes)
    console.print(json ? report.json : report.list)
    return console.ending(.fine)
  }

  package func markdown() -> ExitStatus {
    console.print(CatalogueDocument(catalogue).markdown)
    return console.ending(.fine)
  }
}

extension String {
  /// The word in square brackets, as messages show codes, or the whole where it has none.
  fileprivate var inBrackets: String {
    hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : self
  }
}
