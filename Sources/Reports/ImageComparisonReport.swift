package import Analysis
import Bytes

/// `kiln diff` of two images.
package struct ImageComparisonReport {
  private let comparison: ImageComparison

  package init(_ comparison: ImageComparison) { self.comparison = comparison }

  package var text: String {
    guard comparison.differs else {
      return "same content: \(comparison.files.count) files in \(comparison.regions.count) regions\n"
    }
    let same = comparison.files.count { $0.verdict == .same }
    var text = "\(comparison.nameA) -> \(comparison.nameB): \(same) files the same\n"
    text += files("only in \(comparison.nameA)", .onlyInA)
    text += files("only in \(comparison.nameB)", .onlyInB)
    text += files("different", .different)
    text += regions
    return text
  }

  private func files(_ title: String, _ verdict: ImageComparison.FileRow.Verdict) -> String {
    let rows = comparison.files.filter { $0.verdict == verdict }
    guard !rows.isEmpty else { return "" }
    var table = TextTable([("", .left), ("", .left), ("", .right), ("", .right), ("", .left)])
    for row in rows {
      table.add([row.volume, row.name, size(row.sizeA, row.sizeB), change(row.sizeA, row.sizeB), ""])
      for section in row.sections where !section.isSame {
        let what = section.differingBytes.map { "\($0) bytes differ" } ?? ""
        table.add([
          "", "  \(section.type)", size(section.sizeA, section.sizeB), change(section.sizeA, section.sizeB),
          what,
        ])
      }
    }
    let sum = rows.reduce(0) { $0 + ($1.sizeB ?? 0) - ($1.sizeA ?? 0) }
    return "\n\(title): \(rows.count), \(sum.signed) bytes\n" + table.rendered(indent: 2)
  }

  private var regions: String {
    let rows = comparison.regions.filter { !$0.isSame || $0.usedA != $0.usedB }
    guard !rows.isEmpty else { return "" }
    var table = TextTable([("", .left), ("size", .right), ("used", .right), ("", .right)])
    for row in rows {
      table.add([
        row.name, size(row.sizeA, row.sizeB), size(row.usedA, row.usedB), change(row.usedA, row.usedB),
      ])
    }
    return "\nregions\n" + table.rendered(indent: 2)
  }

  private func size(_ a: Int?, _ b: Int?) -> String {
    switch (a, b) {
    case (let a?, let b?): a == b ? String(a) : "\(a) -> \(b)"
    case (let one?, nil), (nil, let one?): String(one)
    case (nil, nil): ""
    }
  }

  private func change(_ a: Int?, _ b: Int?) -> String {
    guard let a, let b, a != b else { return "" }
    return (b - a).signed
  }

  package var json: String {
    JSON.encode(
      ImageComparisonJSON(
        a: comparison.nameA, b: comparison.nameB, differs: comparison.differs,
        files: comparison.files.filter { $0.verdict != .same }.map(ImageComparisonJSON.File.init),
        regions: comparison.regions.filter { !$0.isSame || $0.usedA != $0.usedB }.map(
          ImageComparisonJSON.Region.init)))
  }
}

/// The documented form of `kiln diff --json` for images: what differs.
private struct ImageComparisonJSON: Encodable {
  let schema = "kiln-diff-images-1"
  let a: String
  let b: String
  let differs: Bool
  let files: [File]
  let regions: [Region]

  struct File: Encodable {
    let volume: String
    let guid: String
    let name: String
    let verdict: String
    let sizeA: Int?
    let sizeB: Int?
    let sections: [Section]

    init(_ row: ImageComparison.FileRow) {
      volume = row.volume
      guid = row.guid.description
      name = row.name
      verdict = row.verdict.rawValue
      sizeA = row.sizeA
      sizeB = row.sizeB
      sections = row.sections.filter { !$0.isSame }.map {
        Section(type: $0.type, sizeA: $0.sizeA, sizeB: $0.sizeB, differingBytes: $0.differingBytes)
      }
    }
  }

  struct Section: Encodable {
    let type: String
    let sizeA: Int?
    let sizeB: Int?
    let differingBytes: Int?
  }

  struct Region: Encodable {
    let name: String
    let sizeA: Int?
    let sizeB: Int?
    let usedA: Int?
    let usedB: Int?

    init(_ row: ImageComparison.RegionRow) {
      name = row.name
      sizeA = row.sizeA
      sizeB = row.sizeB
      usedA = row.usedA
      usedB = row.usedB
    }
  }
}
