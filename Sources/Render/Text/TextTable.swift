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
    let widths = columns.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      var line = String(repeating: " ", count: indent)
      for (index, cell) in row.enumerated() {
        let blanks = String(repeating: " ", count: widths[index] - cell.count)
        line += columns[index].alignment == .right ? blanks + cell : cell + blanks
        line += "  "
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
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
