import Diagnostics
import Render

extension PageView {
  /// A finding about limits, worded like `kiln check`.
  struct Finding: Encodable {
    let message: String
    /// File and line; empty for the command line.
    let findingPlace: String
    /// `error`, `warning` or `note`, for the style sheet.
    let severity: String
    let notes: [Note]

    struct Note: Encodable {
      let note: String
    }

    init(_ diagnostic: Diagnostic) {
      message = PageText.sentence(diagnostic.message)
      findingPlace =
        if case .source(let range) = diagnostic.place { PageText.sentence(range.description) } else { "" }
      severity = diagnostic.severity.rawValue
      notes = diagnostic.notes.map { Note(note: PageText.sentence($0.message)) }
    }
  }
}
