/// Converts text from images, manifests and programs for output on a terminal.
///
/// A terminal obeys escape sequences from any source: a name in an image could rename windows, hide lines, or
/// produce input.
extension String {
  /// The text on one line: line ends become blanks, other control characters U+FFFD. Tabs are kept.
  package var inOneLine: String { replacingControls(keepsLines: false, keepsColours: false) }

  /// The text with its lines and tabs; other control characters become U+FFFD.
  package var printable: String { replacingControls(keepsLines: true, keepsColours: false) }

  /// The same, with colours and other renditions (ECMA-48, SGR).
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
      // CR LF is one line end.
      case "\r" where rest.first == "\n": break
      default: kept.append(scalar.visible)
      }
    }
    return String(kept)
  }

  /// Whether the byte can begin a control character in UTF-8: C0, DEL, C1 (0xC2), text direction (0xE2).
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
  /// The character itself, or U+FFFD for control characters: C0, DEL, C1, and those that change the direction
  /// of the surrounding text.
  package var visible: Unicode.Scalar {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
    default: self
    }
  }
}
