import Diagnostics

extension String {
  /// The text on one line, with control characters made visible.
  package var visible: String {
    var text = UnicodeScalarView()
    for scalar in unicodeScalars { text.append(scalar == "\n" || scalar == "\t" ? " " : scalar.visible) }
    return String(text)
  }
}

extension Int {
  /// With commas between groups of three digits.
  package var grouped: String {
    let digits = Array(String(magnitude))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (self < 0 ? "-" : "") + text
  }

  /// Grouped, with its sign.
  package var signedGrouped: String { self > 0 ? "+\(grouped)" : grouped }
}
