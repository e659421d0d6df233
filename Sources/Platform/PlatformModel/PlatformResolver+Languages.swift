import Diagnostics
import Manifests

extension PlatformResolver {
  /// RFC_LANGUAGES = "code;code…", the quotes with it.
  mutating func readLanguages(_ dsc: DSCFile) -> [String] {
    guard let line = dsc.defines["RFC_LANGUAGES"] else { return [] }
    let text = line.value.utf8
    let quote = UInt8(ascii: "\"")
    guard text.count > 2, text.first == quote, text.last == quote else {
      diagnostics.add(.languagesMalformed(line))
      return []
    }
    return text.dropFirst().dropLast().split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self).trimmed }
  }
}

extension Diagnostic {
  static func languagesMalformed(_ line: Located<String>) -> Diagnostic {
    Diagnostic(
      .languagesMalformed, at: .source(line.range), "expected language codes in quotes for RFC_LANGUAGES",
      fix: "write RFC_LANGUAGES = \"en-US;fr-FR\"")
  }
}
