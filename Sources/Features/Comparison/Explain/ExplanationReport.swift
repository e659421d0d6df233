import Diagnostics
import Render

/// `kiln explain`.
package struct ExplanationReport {
  let explanations: [Explanation]
  let roots: [String]

  /// - Parameter roots: the folders that paths are shown relative to.
  package init(_ explanations: [Explanation], roots: [String]) {
    self.explanations = explanations
    self.roots = roots
  }

  package var text: String {
    var places = PlaceText(roots: roots)
    return explanations.map { explanation in
      explanation.title + "\n" + Self.lines(explanation.statements, indent: 2, &places)
    }.joined(separator: "\n")
  }

  private static func lines(
    _ statements: [Explanation.Statement], indent: Int, _ places: inout PlaceText
  ) -> String {
    let blanks = String(repeating: " ", count: indent)
    return statements.map { statement in
      let place = statement.place.map { places.text($0) } ?? ""
      let text = places.stripped(statement.text)
      var lines: String
      if place.isEmpty {
        lines = "\(blanks)\(text)\n"
      } else if indent + text.count + place.count + 2 <= 100 {
        lines = "\(blanks)\(text)  \(place)\n"
      } else {
        lines = "\(blanks)\(text)\n\(blanks)    \(place)\n"
      }
      if !statement.conditions.isEmpty {
        lines += "\(blanks)    under \(statement.conditions.joined(separator: ", and "))\n"
      }
      if case .source(let range)? = statement.place {
        for include in range.file.includeStack {
          lines += "\(blanks)    included from \(places.text(.source(include)))\n"
        }
      }
      return lines + Self.lines(statement.children, indent: indent + 4, &places)
    }.joined()
  }

  package var json: String {
    var places = PlaceText(roots: roots)
    func form(_ statement: Explanation.Statement) -> ExplanationJSON.Statement {
      .init(
        text: places.stripped(statement.text), place: statement.place.map { places.text($0) },
        conditions: statement.conditions,
        because: statement.children.map(form))
    }
    return JSON.encode(
      ExplanationJSON(
        explanations: explanations.map {
          .init(kind: $0.kind.rawValue, title: $0.title, statements: $0.statements.map(form))
        }))
  }
}

/// The documented form of `kiln explain --json`.
private struct ExplanationJSON: Encodable {
  let schema = "kiln-explain-1"
  let explanations: [Explanation]

  struct Explanation: Encodable {
    let kind: String
    let title: String
    let statements: [Statement]
  }

  struct Statement: Encodable {
    let text: String
    let place: String?
    let conditions: [String]
    let because: [Statement]
  }
}
