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
    /// Why no configuration of any member can read the line; nil if it is not known that none can.
    package fileprivate(set) var absence: Absence?
    /// The conditions on the way to the line, as a reader says them; nil if no member's manifests lead to it.
    package fileprivate(set) var conditions: [String]?
  }

  /// What a line is for that there is not.
  package enum Absence: Hashable, Sendable {
    /// A tool chain or family of tool chains that the tree's tools_def does not have.
    case toolchain(String)
    /// Architectures that no member supports, in a file of a package that has no member's platform.
    case architectures([String])
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
  ///   - switches: If it is not empty, only lines in conditions with one of these macros count.
  package mutating func note(
    _ reading: PlatformReading, _ side: Side, path: (String) -> String, as name: String,
    about switches: Set<String> = []
  ) {
    let open = goals.indices.filter { goals[$0].reader == nil }
    for (goal, answer) in answers(to: open, reading, side, path: path, about: switches) {
      switch answer {
      case .met: goals[goal].reader = name
      case .distant(let distance): goals[goal].distance = distance
      }
    }
  }

  /// Whether a configuration meets all of the goals.
  ///
  /// - Parameters: as those of `note`.
  package func areMet(
    _ wanted: [Int], by reading: PlatformReading, _ side: Side, path: (String) -> String,
    about switches: Set<String> = []
  ) -> Bool {
    let answers = answers(to: wanted, reading, side, path: path, about: switches)
    return answers.count { if case .met = $0.answer { true } else { false } } == wanted.count
  }

  /// Why the line of a goal says nothing about a configuration that has its branch; nil if it has not, or if the line
  /// does.
  package func distance(
    of goal: Int, in reading: PlatformReading, _ side: Side, path: (String) -> String
  ) -> PlatformReading.Distance? {
    guard case .distant(let distance) = answers(to: [goal], reading, side, path: path).first?.answer else {
      return nil
    }
    return distance
  }

  /// What a configuration says about a goal that it knows.
  private enum Answer {
    case met
    case distant(PlatformReading.Distance)
  }

  private func answers(
    to wanted: [Int], _ reading: PlatformReading, _ side: Side, path: (String) -> String,
    about switches: Set<String> = []
  ) -> [(goal: Int, answer: Answer)] {
    var known: [Int: (read: Set<Int>, distant: [Int: PlatformReading.Distance])] = [:]
    var answers: [(goal: Int, answer: Answer)] = []
    for index in wanted where goals[index].line.side == side && isGoal(index, about: switches) {
      let goal = goals[index]
      let path = path(manifests[goal.manifest].path)
      let (read, distant) = known[goal.manifest] ?? reading.lines(of: path)
      known[goal.manifest] = (read, distant)
      if goal.line.line.isConditional {
        guard let last = goal.wishes.last else { continue }
        let place = LineRecord.Place(path: path, offset: last.offset)
        if reading.record.decides(place, last.holds) { answers.append((index, .met)) }
      } else if read.contains(goal.line.line.offset) {
        answers.append((index, .met))
      } else if let distance = distant[goal.line.line.offset] {
        answers.append((index, .distant(distance)))
      }
    }
    return answers
  }

  /// Whether the goal is in a condition with one of the macros; true if there are none.
  package func isGoal(_ goal: Int, about switches: Set<String>) -> Bool {
    guard !switches.isEmpty else { return true }
    let goal = goals[goal]
    return !manifests[goal.manifest].macros(in: goal.wishes, goal.line.side).isDisjoint(with: switches)
  }

  /// Notes the conditions of a goal that is still open.
  package mutating func note(_ wishes: [ConfigurationSearch.Wish], of goal: Int) {
    goals[goal].conditions = wishes.map {
      $0.holds ? $0.condition.description : "not (\($0.condition.description))"
    }
  }

  /// Notes why a goal's line says nothing about a configuration that has its branch.
  package mutating func note(_ distance: PlatformReading.Distance, of goal: Int) {
    goals[goal].distance = distance
  }

  /// Notes why no configuration can meet a goal that is still open.
  package mutating func note(_ absence: Absence, of goal: Int) { goals[goal].absence = absence }

  /// The goals that no configuration has met yet.
  package var open: [Int] { goals.indices.filter { goals[$0].reader == nil } }

  /// The number of changed lines.
  package var count: Int { manifests.reduce(0) { $0 + $1.lines.count } }

  /// The number of changed lines that are not examined, without those that are for what there is not.
  package var openCount: Int { lines(open.filter { goals[$0].absence == nil }) }

  /// The number of changed lines that are not examined.
  package var unreadCount: Int { lines(open) }

  private func lines(_ goals: [Int]) -> Int { Set(goals.map { self.goals[$0].line.place }).count }

  /// The goals that nothing can meet, by what they are for, in the order of the lines.
  package var absent: [(absence: Absence, goals: [Int])] {
    var groups: [(absence: Absence, goals: [Int])] = []
    for index in open {
      guard let absence = goals[index].absence else { continue }
      if let group = groups.firstIndex(where: { $0.absence == absence }) {
        groups[group].goals.append(index)
      } else {
        groups.append((absence, [index]))
      }
    }
    return groups
  }
}
