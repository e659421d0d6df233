private import FoundationEssentials
private import Mustache

/// A template and what goes into it, as one JSON document: `{"template": "…", "values": {…}}`.
///
/// Strings of the values are escaped where a template says `{{name}}`, and stand as they are where it says
/// `{{{name}}}`.
package struct PageRequest {
  private let template: String
  private let values: Any

  /// - Throws: `PageError` when `json` is no such document.
  package init(json: [UInt8]) throws(PageError) {
    do {
      let document = try JSONDecoder().decode(Document.self, from: Data(json))
      template = document.template
      values = document.values.unwrapped
    } catch {
      throw PageError(reason: "the request cannot be decoded: \(error)")
    }
  }

  /// The page.
  ///
  /// - Throws: `PageError` when the template is none.
  package func rendered() throws(PageError) -> String {
    MustacheContentTypes.register(HTMLScalars(), named: "HTML")
    do {
      // In front of whatever the template says: its own escaping is never the library's.
      return try MustacheTemplate(string: "{{% CONTENT_TYPE:HTML}}" + template).render(values)
    } catch {
      throw PageError(reason: "the template is malformed: \(error)")
    }
  }

  private struct Document: Decodable {
    let template: String
    let values: PageValue
  }
}

/// Why there is no page.
package struct PageError: Error {
  package let reason: String
}

/// Escapes scalar by scalar. The library's own HTML goes by characters, and takes a quotation mark with an accent
/// on it for a letter, where a browser sees the end of an attribute.
private struct HTMLScalars: MustacheContentType {
  func escapeText(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
