import Diagnostics

import Manifests

/// An FDF from text, without the preprocessor: comments of whole words are cut, macros stay.
struct FDFReading {
  let file: FDFFile
  let diagnostics: [Diagnostic]

  init(_ text: String) {
    let source = SourceFile(path: "a.fdf", bytes: Array(text.utf8))
    var lines: [ManifestLine] = []
    var start = 0
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let bytes = Array(line)
      let end = bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.count
      if let first = bytes[..<end].firstIndex(where: { $0 > 32 }),
        let last = bytes[..<end].lastIndex(where: { $0 > 32 })
      {
        lines.append(
          ManifestLine(
            text: String(decoding: bytes[first...last], as: UTF8.self), file: source,
            pieces: [.init(text: 0..<last + 1 - first, source: start + first..<start + last + 1)]))
      }
      start += bytes.count + 1
    }
    var list = DiagnosticList()
    file = FDFFile(parsing: lines, diagnostics: &list)
    diagnostics = list.all
  }

  var codes: [String] { diagnostics.map(\.code.name) }

  /// `code line:column`, in order.
  var places: [String] {
    diagnostics.map { diagnostic in
      guard case .source(let range) = diagnostic.place else { return diagnostic.code.name }
      return "\(diagnostic.code) \(range.line):\(range.column)"
    }
  }

  /// The bytes that the carets underline, in order.
  var underlined: [String] {
    diagnostics.map { diagnostic in
      guard case .source(let range) = diagnostic.place else { return "" }
      return String(decoding: range.file.bytes[range.bytes], as: UTF8.self)
    }
  }
}
