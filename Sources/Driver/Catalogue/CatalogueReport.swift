package import Diagnostics
import Render

/// Output of `kiln explain` for diagnostic codes.
package struct CatalogueReport {
  private let codes: [Diagnostic.Code]

  package init(_ codes: [Diagnostic.Code]) { self.codes = codes }

  /// Each code with its full explanation.
  package var text: String {
    codes.map { code in
      """
      \(code.name): \(code.title)
      \(code.effect)

      \(code.explanation.withoutBlanksAtItsEnd)

      Fix: \(code.remedy)

      """
    }.joined(separator: "\n")
  }

  /// One line per code.
  package var list: String {
    var table = TextTable([("", .left), ("", .left), ("", .left)])
    for code in codes { table.add([code.name, code.severity.rawValue, code.title]) }
    return table.rendered()
  }

  package var json: String {
    JSON.encode(
      CatalogueJSON(
        codes: codes.map { code in
          .init(
            name: code.name, severity: code.severity.rawValue, exitCode: code.exitCode, title: code.title,
            explanation: code.explanation.withoutBlanksAtItsEnd, remedy: code.remedy)
        }))
  }

  private struct CatalogueJSON: Encodable {
    struct Code: Encodable {
      let name: String
      let severity: String
      /// 0 for a warning or note.
      let exitCode: Int32
      let title: String
      /// Markdown.
      let explanation: String
      let remedy: String
    }

    let schema = "kiln-codes-1"
    let codes: [Code]
  }
}

extension Diagnostic.Code {
  /// The effect of the code on the exit status of a command.
  fileprivate var exitCode: Int32 { severity == .error ? ending.rawValue : 0 }

  fileprivate var effect: String {
    switch severity {
    case .error: "Error: a command that reports it ends with exit code \(exitCode)."
    case .warning: "Warning: it does not change how a command ends."
    case .note: "Note: it does not change how a command ends."
    }
  }
}

extension String {
  fileprivate var withoutBlanksAtItsEnd: String {
    var text = Substring(self)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}

/// `Documentation/diagnostics.md`.
package struct CatalogueDocument {
  private let chapters: [DiagnosticCatalogue.Chapter]

  package init(_ catalogue: DiagnosticCatalogue) { chapters = catalogue.chapters }

  package var markdown: String {
    var text = """
      # Diagnostic codes

      Every message of kiln ends with a code in square brackets, such as `[fv-overflow]`. Codes are stable across
      releases: scripts, waivers and SARIF rules use them. `kiln explain CODE` prints what is written here.

      This file is generated from the declarations in the sources; after a change, write it again with
      `kiln tool diagnostics-markdown > Documentation/diagnostics.md`.

      An error ends a command with exit code 1 unless it says otherwise; warnings and notes do not change how a command
      ends.

      """
    for chapter in chapters where !chapter.codes.isEmpty {
      text += "\n- \(chapter.title): "
      text += chapter.codes.map { "[\($0.name)](#\($0.name))" }.joined(separator: ", ")
    }
    text += "\n"
    for chapter in chapters where !chapter.codes.isEmpty {
      text += "\n## \(chapter.title)\n"
      for code in chapter.codes {
        text += "\n### \(code.name)\n\n"
        text += "**\(code.title.capitalizedAtItsStart)** (\(code.kind))\n\n"
        text += code.explanation.withoutBlanksAtItsEnd + "\n\n"
        text += "**Fix:** \(code.remedy)\n"
      }
    }
    return text
  }
}

extension Diagnostic.Code {
  fileprivate var kind: String {
    severity == .error && ending != .error ? "error, exit code \(ending.rawValue)" : severity.rawValue
  }
}

extension String {
  fileprivate var capitalizedAtItsStart: String { prefix(1).uppercased() + dropFirst() }
}
