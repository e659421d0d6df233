package import Manifests
package import PlatformModel

/// Which changed lines the examined configurations read.
///
/// A changed line counts as examined once a configuration reads it, one with `!if`, `!elseif`, `!else` or `!endif` once
/// one reads the branch in front of it and one the branch behind it.
package struct ChangeCoverage: Sendable {
  package typealias Side = ChangedManifest.Side

  /// Something to be read: a changed line, or a branch at it.
  package struct Goal: Sendable {
    package let manifest: Int
    package let line: ChangedManifest.Line
    package let wishes: [BranchScan.Wish]
    /// The configuration that reads it first, such as `X64 secure`.
    package fileprivate(set) var reader: String?
    /// Why the line says nothing about a configuration that has its branch.
    package fileprivate(set) var distance: PlatformReading.Distance?
    /// The conditions on the way to the line, as a reader says them; nil if no member's manifests lead to it.
    package fileprivate(set) var conditions: [String]?
  }

  package let manifests: [ChangedManifest]
  package private(set) var goals: [Goal] = []

  package init(_ manifests: [ChangedManifest]) {
    self.manifests = manifests
    for (index, manifest) in manifests.enumerated() {
      for line in manifest.lines {
        for wishes in line.line.ways {
          goals.append(Goal(manifest: index, line: line, wishes: wishes))
        }
      }
    }
  }

  /// Notes what a configuration reads on one side of the change.
  ///
  /// - Parameters:
  ///   - path: The path of a manifest in the reading, from its path below the workspace.
  ///   - name: What the configuration is called.
  package mutating func note(
    _ reading: PlatformReading, _ side: Side, path: (String) -> String, as name: String
  ) {
    var known: [Int: (read: Set<Int>, distant: [Int: PlatformReading.Distance])] = [:]
    for index in goals.indices where goals[index].line.side == side && goals[index].reader == nil {
      let manifest = goals[index].manifest
      let path = path(manifests[manifest].path)
      let (read, distant) = known[manifest] ?? reading.lines(of: path)
      known[manifest] = (read, distant)
      let goal = goals[index]
      if goal.line.line.isConditional {
        guard let last = goal.wishes.last else { continue }
        let place = LineRecord.Place(path: path, offset: last.offset)
        if reading.record.decides(place, last.holds) { goals[index].reader = name }
      } else if read.contains(goal.line.line.offset) {
        goals[index].reader = name
      } else if let distance = distant[goal.line.line.offset] {
        goals[index].distance = distance
      }
    }
  }

  /// Notes the conditions of a goal that is still open.
  package mutating func note(_ wishes: [ConfigurationSearch.Wish], of goal: Int) {
    goals[goal].conditions = wishes.map {
      $0.holds ? $0.condition.description : "not (\($0.condition.description))"
    }
  }

  /// The goals that no configuration has met yet.
  package var open: [Int] { goals.indices.filter { goals[$0].reader == nil } }

  /// The number of changed lines.
  package var count: Int { manifests.reduce(0) { $0 + $1.lines.count } }

  /// The number of changed lines that are not examined.
  package var openCount: Int { Set(open.map { goals[$0].line.place }).count }
}
