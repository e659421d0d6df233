/// Text that GitHub's and GitLab's Markdown shows as it is, whatever is in it.
///
/// Everything that could mean something is written as a character reference (CommonMark 2.5): those never
/// start markup, nor do they end a cell of a table or a tag.
package enum MarkdownText {
  /// Running text. Nobody is notified by a name in it, no number becomes a link to an issue, and no
  /// word a picture.
  package static func plain(_ text: String) -> String {
    escaped(text) { "@#!:".unicodeScalars.contains($0) ? "\u{200B}" : "" }
  }

  /// The name of something, in the letters of code.
  package static func name(_ text: String) -> String { "<code>\(escaped(text) { _ in "" })</code>" }

  /// - Parameter behind: what to put behind a reference.
  private static func escaped(_ text: String, behind: (Unicode.Scalar) -> String) -> String {
    let scalars = Array(text.visible.unicodeScalars)
    return scalars.indices.map { index in
      let scalar = scalars[index]
      let isBetweenWords =
        index > 0 && index + 1 < scalars.count && isWord(scalars[index - 1]) && isWord(scalars[index + 1])
      if !scalar.isASCII || isWord(scalar) || " ,(/';)".unicodeScalars.contains(scalar) {
        return String(scalar)
      }
      // Names are full of these, and inside a word they mean nothing; but `www.` starts a link.
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
