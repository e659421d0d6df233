/// Text that GitHub and GitLab show literally in Markdown.
///
/// Every character that could start markup is written as a character reference (CommonMark 2.5), which is never
/// interpreted as markup and never ends a table cell or tag.
package enum MarkdownText {
  /// Running text. Names do not become mentions, numbers do not become links to issues, and words do not become
  /// emoji.
  package static func plain(_ text: String) -> String {
    escaped(text) { "@#!:".unicodeScalars.contains($0) ? "\u{200B}" : "" }
  }

  /// A name in a monospaced font.
  package static func name(_ text: String) -> String { "<code>\(escaped(text) { _ in "" })</code>" }

  /// - Parameter behind: the text inserted after a reference.
  private static func escaped(_ text: String, behind: (Unicode.Scalar) -> String) -> String {
    let scalars = Array(text.visible.unicodeScalars)
    return scalars.indices.map { index in
      let scalar = scalars[index]
      let isBetweenWords =
        index > 0 && index + 1 < scalars.count && isWord(scalars[index - 1]) && isWord(scalars[index + 1])
      if !scalar.isASCII || isWord(scalar) || " ,(/';)".unicodeScalars.contains(scalar) {
        return String(scalar)
      }
      // These are frequent in names and are literal inside a word, except that `www.` starts a link.
      if isBetweenWords, "_-".unicodeScalars.contains(scalar) { return String(scalar) }
      if isBetweenWords, scalar == ".", scalars[index - 1] != "w", scalars[index - 1] != "W" { return "." }
      if scalar == ":", index + 1 < scalars.count, scalars[index + 1] == " " { return ":" }
      return "&#\(scalar.value);" + behind(scalar)
    }.joined()
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
  }
}
