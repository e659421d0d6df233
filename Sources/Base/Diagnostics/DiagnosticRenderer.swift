/// Renders diagnostics as text: place, message, code, the source line with a caret, notes, the fix.
///
/// Control characters in text from images, manifests and programs are replaced, so that they cannot control the
/// terminal. A compiler's colours are kept if colours are enabled.
package struct DiagnosticRenderer: Sendable {
  /// Whether to use ANSI colours, which is for terminals only.
  package let usesColour: Bool

  package init(usesColour: Bool) { self.usesColour = usesColour }

  /// The diagnostic as lines, each with a newline.
  package func render(_ diagnostic: Diagnostic) -> String {
    var text = ""
    if let place = describe(diagnostic.place) { text += "\(bold(place.inOneLine)): " }
    text += "\(coloured(diagnostic.severity.rawValue, diagnostic.severity)): "
    text += "\(bold(diagnostic.message.inOneLine)) [\(diagnostic.code)]\n"
    if case .source(let range) = diagnostic.place {
      text += excerpt(range)
      for include in range.file.includeStack { text += "  included from \(include.description.inOneLine)\n" }
    }
    if let transcript = diagnostic.transcript, !transcript.isEmpty {
      let shown = usesColour ? transcript.printableWithColours : transcript.printable
      text += shown.hasSuffix("\n") ? shown : shown + "\n"
    }
    for note in diagnostic.notes {
      text += "  note: \(note.message.inOneLine)"
      if let place = note.place.flatMap(describe) { text += ": \(place.inOneLine)" }
      text += "\n"
    }
    if let fix = diagnostic.fix { text += "  fix: \(fix.inOneLine)\n" }
    return text
  }

  private func describe(_ place: Diagnostic.Place) -> String? {
    switch place {
    case .source(let range): range.description
    case .image(let path, let offsets):
      "\(path):" + offsets.map { "0x" + String($0, radix: 16) }.joined(separator: ">")
    case .file(let path): path
    case .commandLine: nil
    }
  }

  /// The maximum number of bytes of a source line that are shown. Lines of JSON can have kilobytes.
  private static let widest = 200

  private func excerpt(_ range: SourceRange) -> String {
    let position = range.file.position(at: range.bytes.lowerBound)
    var line = range.file.line(at: range.bytes.lowerBound)
    guard !line.isEmpty else { return "" }
    if line.utf8.count > Self.widest, position.column <= Self.widest {
      line = String(decoding: line.utf8.prefix(Self.widest), as: UTF8.self) + "…"
    }
    let number = String(position.line)
    let gutter = String(repeating: " ", count: max(0, 4 - number.utf8.count))
    // Tabs are kept, so that the caret is under its character whatever the tab width.
    let lead = line.utf8.prefix(position.column - 1).map { $0 == UInt8(ascii: "\t") ? "\t" : " " }.joined()
    let length = max(1, min(range.bytes.count, line.utf8.count - position.column + 1))
    let underline = "^" + String(repeating: "~", count: length - 1)
    let blank = String(repeating: " ", count: gutter.count + number.count)
    return "\(gutter)\(number) | \(line.inOneLine)\n\(blank) | \(lead)\(coloured(underline, .error))\n"
  }

  private func bold(_ text: String) -> String { usesColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  private func coloured(_ text: String, _ severity: Diagnostic.Severity) -> String {
    guard usesColour else { return text }
    let colour =
      switch severity {
      case .error: 31
      case .warning: 35
      case .note: 36
      }
    return "\u{1B}[1;\(colour)m\(text)\u{1B}[0m"
  }
}
