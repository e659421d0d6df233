/// Lines of edk2's build report: sections and subsections between rules of 120 columns.
struct BuildReportText {
  private static let width = 120
  private var lines: [String] = []

  enum Level {
    case section, subsection

    fileprivate var dash: Character { self == .section ? "=" : "-" }
  }

  mutating func start(_ level: Level, _ title: String) {
    lines.append(">" + String(repeating: level.dash, count: Self.width - 2) + "<")
    lines.append(title)
  }

  mutating func rule(_ level: Level) { lines.append(String(repeating: level.dash, count: Self.width)) }

  mutating func end(_ level: Level) {
    lines.append("<" + String(repeating: level.dash, count: Self.width - 2) + ">")
    if level == .section { lines.append("") }
  }

  mutating func line(_ text: String) { lines.append(text) }

  /// `name:` and a value in the column that edk2's summaries use.
  mutating func field(_ name: String, _ value: String) {
    lines.append("\(name):".padded(to: 22) + value)
  }

  /// `name:` and a value in the column of flash devices and regions.
  mutating func place(_ name: String, _ value: String) { lines.append("\(name):".padded(to: 20) + value) }

  /// A text that goes on in the next line where it is too long, between two words.
  mutating func wrapped(_ text: String) {
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > Self.width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    lines.append(line)
  }

  /// Lines that are still too long are broken at the last blank or slash, as in edk2.
  var text: String { lines.flatMap(Self.broken).map { $0 + "\n" }.joined() }

  private static func broken(_ line: String) -> [String] {
    var parts: [String] = []
    var rest = line[...]
    while rest.count > width {
      let start = rest.prefix(width)
      let last = start.lastIndex { $0 == " " || $0 == "/" || $0 == "\\" } ?? start.startIndex
      let end = last > start.startIndex ? last : start.endIndex
      parts.append(String(rest[..<end]))
      rest = rest[end...]
    }
    return parts + [String(rest)]
  }
}

extension String {
  func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
