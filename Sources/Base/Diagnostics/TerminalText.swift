/// Text from images, manifests and programs, made fit for a terminal.
///
/// A terminal obeys escape sequences wherever they come from: a name in an image could rename windows, hide lines, or
/// answer for the user.
extension String {
  /// The text in one line: line ends become blanks, other control characters U+FFFD. Tabs stay.
  package var inOneLine: String { replacingControls(keepsLines: false, keepsColours: false) }

  /// The text with its lines and tabs, other control characters replaced by U+FFFD.
  package var printable: String { replacingControls(keepsLines: true, keepsColours: false) }

  /// The same, where colours and other renditions (ECMA-48, SGR) may stay.
  package var printableWithColours: String { replacingControls(keepsLines: true, keepsColours: true) }

  private func replacingControls(keepsLines: Bool, keepsColours: Bool) -> String {
    guard utf8.contains(where: Self.mayBeControl) else { return self }
    var kept = String.UnicodeScalarView()
    var rest = Substring(self).unicodeScalars
    while let scalar = rest.first {
      if keepsColours, scalar == "\u{1B}", let sequence = Self.rendition(at: rest) {
        kept.append(contentsOf: sequence)
        rest = rest[sequence.endIndex...]
        continue
      }
      rest.removeFirst()
      switch scalar {
      case "\t": kept.append(scalar)
      case "\n": kept.append(keepsLines ? scalar : " ")
      // A line end of DOS is one line end.
      case "\r" where rest.first == "\n": break
      default: kept.append(scalar.visible)
      }
    }
    return String(kept)
  }

  /// Control characters begin with one of these bytes in UTF-8: C0, DEL, C1 (0xC2), directions of text (0xE2).
  private static func mayBeControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != UInt8(ascii: "\t") || byte == 0x7F || byte == 0xC2 || byte == 0xE2
  }

  /// `ESC [ digits and semicolons m`.
  private static func rendition(at text: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView? {
    guard text.dropFirst().first == "[" else { return nil }
    let behind = text.dropFirst(2).drop { ("0"..."9").contains($0) || $0 == ";" || $0 == ":" }
    guard behind.first == "m" else { return nil }
    return text[..<text.index(after: behind.startIndex)]
  }
}

extension Unicode.Scalar {
  /// Itself, or U+FFFD in place of what would act instead of being read: C0, DEL, C1, and what turns the direction of
  /// the text around it, which shows words in another order than they have.
  package var visible: Unicode.Scalar {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
    default: self
    }
  }
}
