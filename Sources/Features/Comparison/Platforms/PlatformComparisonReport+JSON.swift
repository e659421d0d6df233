import Diagnostics
import Render

extension PlatformComparisonReport {
  /// `kiln-diff-platforms-2`.
  package var json: String {
    var a = PlaceText(roots: rootsA)
    var b = PlaceText(roots: rootsB)
    func opinion(_ opinion: PlatformComparison.Opinion?, _ places: inout PlaceText) -> ComparisonJSON.Opinion?
    {
      opinion.map { opinion in
        .init(
          value: opinion.value,
          decisions: opinion.decisions.map { .init(value: $0.value, place: places.text($0.place)) })
      }
    }
    func row(_ row: PlatformComparison.Row) -> ComparisonJSON.Row {
      .init(
        topic: row.topic.name, subject: row.subject, a: opinion(row.a, &a), b: opinion(row.b, &b),
        modules: row.modules)
    }
    func module(_ row: PlatformComparison.ModuleRow) -> ComparisonJSON.Module {
      .init(
        inf: row.path, name: row.name, verdict: row.b == nil ? "onlyInA" : row.a == nil ? "onlyInB" : "moved",
        a: opinion(row.a, &a), b: opinion(row.b, &b), size: row.size?.raw, compressed: row.size?.compressed)
    }
    return JSON.encode(
      ComparisonJSON(
        a: comparison.nameA, b: comparison.nameB, differs: comparison.differs,
        shared: comparison.sharedCount, same: comparison.sameCount,
        modules: (comparison.onlyA + comparison.onlyB + comparison.moved).map(module),
        differences: comparison.rows.map(row), consequences: comparison.consequences.map(row),
        maintainers: maintainers.map { .init(section: $0.section, people: $0.people, files: $0.count) }))
  }
}

/// The documented form of `kiln diff --json` for platforms.
private struct ComparisonJSON: Encodable {
  let schema = "kiln-diff-platforms-2"
  let a: String
  let b: String
  let differs: Bool
  /// The number of modules that both have, and of those without any difference.
  let shared: Int
  let same: Int
  let modules: [Module]
  let differences: [Row]
  let consequences: [Row]
  let maintainers: [Maintainer]

  struct Decision: Encodable {
    let value: String
    let place: String
  }

  struct Opinion: Encodable {
    let value: String
    let decisions: [Decision]
  }

  struct Module: Encodable {
    let inf: String
    let name: String
    let verdict: String
    let a: Opinion?
    let b: Opinion?
    let size: Int?
    let compressed: Int?
  }

  struct Row: Encodable {
    let topic: String
    let subject: String
    let a: Opinion?
    let b: Opinion?
    let modules: [String]
  }

  struct Maintainer: Encodable {
    let section: String
    let people: [String]
    let files: Int
  }
}
