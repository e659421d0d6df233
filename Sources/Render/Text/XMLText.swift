import Diagnostics

/// Writes elements of XML 1.0 and escapes their contents.
package struct XMLText {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private var open: [String] = []

  private var indent: String { String(repeating: "  ", count: open.count) }

  /// An element that contains other elements or text.
  package mutating func element(
    _ name: String, _ attributes: [(String, String)] = [], text content: String = "",
    _ body: ((inout XMLText) -> Void)? = nil
  ) {
    text += "\(indent)<\(name)"
    for (key, value) in attributes { text += " \(key)=\"\(Self.escaped(value, inAttribute: true))\"" }
    if let body {
      text += ">\n"
      open.append(name)
      body(&self)
      open.removeLast()
      text += "\(indent)</\(name)>\n"
    } else if content.isEmpty {
      text += "/>\n"
    } else {
      text += ">\(Self.escaped(content, inAttribute: false))</\(name)>\n"
    }
  }

  /// Characters that XML 1.0 does not allow (2.2) become U+FFFD. In attributes, line ends and tabs are written
  /// as references, because a reader replaces them by blanks (3.3.3).
  package static func escaped(_ text: String, inAttribute: Bool) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"" where inAttribute: "&quot;"
      case "\n", "\t": inAttribute ? "&#\(scalar.value);" : String(scalar)
      // A literal carriage return would be read as a line feed (2.11).
      case "\r": "&#13;"
      case "\u{FFFE}", "\u{FFFF}": "\u{FFFD}"
      default: String(scalar.visible)
      }
    }.joined()
  }
}
