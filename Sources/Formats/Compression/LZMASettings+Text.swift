extension LZMASettings {
  /// Parses `lc=4,pb=0,nice=273`. Other settings are those of edk2's LzmaCompress. nil for settings that the
  /// encoder or edk2's decoder would reject.
  package init?(_ text: Substring) {
    self.init()
    for part in text.split(separator: ",") {
      let words = part.split(separator: "=", omittingEmptySubsequences: false)
      guard words.count == 2, let value = UInt32(words[1]) else { return nil }
      switch words[0] {
      case "lc": lc = value
      case "lp": lp = value
      case "pb": pb = value
      case "nice": niceLength = value
      default: return nil
      }
    }
    guard lc <= 4, lp <= 4, lc + lp <= 4, pb <= 4, (5...273).contains(niceLength) else { return nil }
  }

  /// The text that `init?(_:)` parses.
  package var text: String { "lc=\(lc),lp=\(lp),pb=\(pb),nice=\(niceLength)" }
}
