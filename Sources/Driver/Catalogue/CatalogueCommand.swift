package import Diagnostics
import Host

/// `kiln explain CODE`, `kiln explain --list`, and the generator of `Documentation/diagnostics.md`.
package struct CatalogueCommand: KilnCommand {
  package enum Request: Sendable {
    /// One code, by its name.
    case code(String, json: Bool)
    case list(json: Bool)
    /// All codes, as the page of the documentation.
    case page
  }

  package let context: Context
  let request: Request

  package init(_ request: Request, context: Context) {
    self.context = context
    self.request = request
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let catalogue = DiagnosticCatalogue()
    switch request {
    case .code(let name, let json):
      guard let code = catalogue[name.inBrackets] else {
        throw DiagnosticError(.codeUnknown(name, suggestions: catalogue.suggestions(for: name)))
      }
      let report = CatalogueReport([code])
      console.print(json ? report.json : report.text)
    case .list(let json):
      let report = CatalogueReport(catalogue.codes)
      console.print(json ? report.json : report.list)
    case .page: console.print(CatalogueDocument(catalogue).markdown)
    }
    return .fine
  }
}

extension String {
  /// The word in square brackets, as in messages; otherwise the whole text.
  fileprivate var inBrackets: String {
    hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : self
  }
}
