package import Analysis
import Bytes

/// `kiln diff` of two platforms.
package struct ModuleComparisonReport {
  private let comparison: ModuleComparison

  package init(_ comparison: ModuleComparison) { self.comparison = comparison }

  package var text: String {
    let same = comparison.modules.count { $0.verdict == .same }
    var text = "\(comparison.nameA) and \(comparison.nameB): \(same) modules in common\n"
    text += group("only in \(comparison.nameA)", .onlyInA) { $0.volumesA.joined(separator: " ") }
    text += group("only in \(comparison.nameB)", .onlyInB) { $0.volumesB.joined(separator: " ") }
    text += group("in another volume", .moved) {
      "\($0.volumesA.joined(separator: " ")) -> \($0.volumesB.joined(separator: " "))"
    }
    let devices = comparison.devices.filter { $0.sizeA != $0.sizeB }
    if !devices.isEmpty {
      var table = TextTable([("", .left), (comparison.nameA, .right), (comparison.nameB, .right)])
      for device in devices {
        table.add([device.name, device.sizeA?.hexadecimal ?? "-", device.sizeB?.hexadecimal ?? "-"])
      }
      text += "\nflash devices\n" + table.rendered(indent: 2)
    }
    return text
  }

  private func group(
    _ title: String, _ verdict: ModuleComparison.Row.Verdict, volumes: (ModuleComparison.Row) -> String
  ) -> String {
    let rows = comparison.modules.filter { $0.verdict == verdict }
    guard !rows.isEmpty else { return "" }
    var table = TextTable([("", .left), ("", .right), ("", .left), ("", .left)])
    for row in rows { table.add([row.name, row.size.map(String.init) ?? "", volumes(row), row.source]) }
    let known = rows.compactMap(\.size)
    let sum = known.isEmpty ? "" : ", \(known.reduce(0, +)) bytes in the \(known.count) whose size is known"
    return "\n\(title): \(rows.count)\(sum)\n" + table.rendered(indent: 2)
  }

  package var json: String {
    JSON.encode(
      ModuleComparisonJSON(
        a: comparison.nameA, b: comparison.nameB, differs: comparison.differs,
        modules: comparison.modules.map(ModuleComparisonJSON.Row.init),
        devices: comparison.devices.map { .init(name: $0.name, sizeA: $0.sizeA, sizeB: $0.sizeB) }))
  }
}

/// The documented form of `kiln diff --json` for platforms.
private struct ModuleComparisonJSON: Encodable {
  let schema = "kiln-diff-platforms-1"
  let a: String
  let b: String
  let differs: Bool
  let modules: [Row]
  let devices: [Device]

  struct Row: Encodable {
    let name: String
    let guid: String
    let source: String
    let verdict: String
    let volumesA: [String]
    let volumesB: [String]
    let size: Int?

    init(_ row: ModuleComparison.Row) {
      name = row.name
      guid = row.guid.description
      source = row.source
      verdict = row.verdict.rawValue
      volumesA = row.volumesA
      volumesB = row.volumesB
      size = row.size
    }
  }

  struct Device: Encodable {
    let name: String
    let sizeA: Int?
    let sizeB: Int?
  }
}
