/// A table of aligned columns: numbers to the right, words to the left.
package struct TextTable {
  package enum Alignment { case left, right }

  private let columns: [(title: String, alignment: Alignment)]
  private var rows: [[String]] = []

  package init(_ columns: [(String, Alignment)]) {
    self.columns = columns.map { (title: $0.0, alignment: $0.1) }
  }

  package mutating func add(_ cells: [String]) { rows.append(cells) }

  /// Lines with newlines. Columns are separated by two blanks, without trailing blanks.
  package func rendered(indent: Int = 0) -> String {
    let titles = columns.map(\.title)
    let all = titles.allSatisfy(\.isEmpty) ? rows : [titles] + rows
    let counts = all.map { row in row.map(\.width) }
    let widths = columns.indices.map { column in counts.map { $0[column] }.max() ?? 0 }
    var text: [UInt8] = []
    text.reserveCapacity(all.count * (indent + widths.reduce(0) { $0 + $1 + 2 }))
    for (row, counts) in zip(all, counts) {
      let start = text.count
      text.append(blanks: indent)
      for (index, cell) in row.enumerated() {
        let blanks = widths[index] - counts[index]
        if columns[index].alignment == .right { text.append(blanks: blanks) }
        text.append(contentsOf: cell.utf8)
        text.append(blanks: columns[index].alignment == .right ? 2 : blanks + 2)
      }
      while text.count > start, text[text.count - 1] == UInt8(ascii: " ") { text.removeLast() }
      text.append(UInt8(ascii: "\n"))
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension [UInt8] {
  fileprivate mutating func append(blanks count: Int) {
    append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
  }
}

extension String {
  /// How many characters a reader sees.
  fileprivate var width: Int {
    // Every printable byte of ASCII is a character; only other text has to be cut into characters.
    let isPrintable = utf8.allSatisfy { (UInt8(ascii: " ")...UInt8(ascii: "~")).contains($0) }
    return isPrintable ? utf8.count : count
  }
}

extension Int {
  /// A share of `whole` as `86.4 %`.
  package func percentage(of whole: Int) -> String {
    guard whole > 0 else { return "-" }
    // 128 bits, because a manifest can contain any number.
    let permille = (Int128(magnitude) * 2000 + Int128(whole)) / (2 * Int128(whole))
    return (self < 0 && permille > 0 ? "-" : "") + "\(permille / 10).\(permille % 10) %"
  }

  /// With a plus sign if it is positive.
  package var signed: String { self > 0 ? "+\(self)" : String(self) }
}
