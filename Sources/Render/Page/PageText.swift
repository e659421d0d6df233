import Bytes

/// Formats text and numbers for HTML pages.
package enum PageText {
  /// Longer names are cut, as an image may contain a name of a megabyte.
  private static let longestName = 96
  private static let longestSentence = 500

  /// A name from an image without characters that affect the text around it: control characters and those that
  /// change the writing direction. The template escapes HTML.
  package static func name(_ name: String) -> String { clean(name, longest: longestName) }

  /// A sentence, cleaned in the same way.
  package static func sentence(_ text: String) -> String { clean(text, longest: longestSentence) }

  private static func clean(_ text: String, longest: Int) -> String {
    var shown = String.UnicodeScalarView()
    for (index, scalar) in text.unicodeScalars.enumerated() {
      if index == longest {
        shown.append("…")
        break
      }
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
        shown.append("\u{FFFD}")
      default: shown.append(scalar)
      }
    }
    return shown.isEmpty ? "(no name)" : String(shown)
  }

  /// `1 512 908`, with no-break spaces.
  package static func grouped(_ number: Int) -> String {
    var text = ""
    let digits = String(number.magnitude)
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "\u{A0}" }
      text.append(digit)
    }
    return (number < 0 ? "−" : "") + text
  }

  /// `1 512 908 B`; `change` gives `+3 008 B` and `−12 B`.
  package static func exact(_ bytes: Int) -> String { grouped(bytes) + "\u{A0}B" }
  package static func change(_ bytes: Int) -> String {
    (bytes > 0 ? "+" : bytes == 0 ? "±" : "") + exact(bytes)
  }

  /// `1.44 MiB`, `38.4 KiB`, `24 B`: three significant digits and the unit.
  package static func short(_ bytes: Double) -> String {
    guard bytes.magnitude < 0x1p63 else { return "?" }
    var value = bytes
    var unit = 0
    let units = ["B", "KiB", "MiB", "GiB"]
    while value.magnitude >= 999.5, unit < units.count - 1 {
      value /= 1024
      unit += 1
    }
    let digits = unit == 0 ? 0 : value.magnitude < 9.995 ? 2 : value.magnitude < 99.95 ? 1 : 0
    return decimal(value, digits: digits) + "\u{A0}" + units[unit]
  }
  package static func short(_ bytes: Int) -> String { short(Double(bytes)) }

  /// A share as `86.4 %`.
  package static func percentage(_ part: Double, of whole: Double) -> String {
    guard whole > 0, part.isFinite else { return "–" }
    return decimal(100 * part / whole, digits: 1) + "\u{A0}%"
  }

  /// A share of `whole` for CSS and SVG, in percent from 0 to 100.
  package static func coordinate(_ part: Double, of whole: Double) -> String {
    guard whole > 0, part.isFinite else { return "0" }
    return decimal(min(100, max(0, 100 * part / whole)), digits: 4, trimmed: true)
  }

  /// With this number of decimals, independent of the locale.
  private static func decimal(_ value: Double, digits: Int, trimmed: Bool = false) -> String {
    let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
    let scaled = (value * Double(scale)).rounded()
    guard scaled.magnitude < 1e15 else { return "?" }
    let number = Int(scaled)
    var fraction = ""
    if digits > 0 {
      let rest = String(Int(number.magnitude) % scale)
      fraction = "." + String(repeating: "0", count: digits - rest.count) + rest
    }
    if trimmed {
      while fraction.last == "0" { fraction.removeLast() }
      if fraction == "." { fraction = "" }
    }
    return (number < 0 ? "−" : "") + String(Int(number.magnitude) / scale) + fraction
  }

  /// The date of a time in seconds since 1970-01-01 UTC, as `2026-11-21`; `?` outside the years 1 to 9999, which alone
  /// have this form.
  package static func day(_ time: Int) -> String {
    guard time > -62_135_596_800, time < 253_402_300_800 else { return "?" }
    return CivilDate(seconds: time).description
  }
}
