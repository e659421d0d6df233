package import Diagnostics
import Manifests
import PlatformModel

extension ChangeCoverage {
  /// One error for each run of changed lines that no configuration reads and that stand under the same conditions, and
  /// one warning for all lines that are for the same thing that there is not.
  ///
  /// - Parameter range: The commits, such as `1d76560146`, in which removed lines were looked for.
  package func findings(before: String) -> [Diagnostic] {
    var runs: [Run] = []
    for index in open where goals[index].absence == nil {
      let goal = goals[index]
      if let last = runs.indices.last, runs[last].goal.line.place == goal.line.place { continue }
      if let last = runs.indices.last, runs[last].takes(goal) {
        runs[last].count += 1
      } else {
        runs.append(Run(goal: goal))
      }
    }
    return runs.map { $0.finding(before: before) } + absent.map { finding($0.absence, $0.goals) }
  }

  private func finding(_ absence: Absence, _ goals: [Int]) -> Diagnostic {
    let places = goals.map { Diagnostic.Place.source(self.goals[$0].line.place) }
    let lines =
      places.count == 1 ? "this changed line is" : "this changed line and \(places.count - 1) others are"
    let more = places.dropFirst().prefix(Self.mostPlaces).map { Diagnostic.Note("another one", at: $0) }
    switch absence {
    case .toolchain(let name):
      return Diagnostic(
        .changeNotExamined, .warning, at: places[0],
        "\(lines) for the tool chain or family \(name), which the tree's tools_def does not have",
        notes: more, fix: "add the tool chain to tools_def, or remove what is for it")
    case .architectures(let names):
      return Diagnostic(
        .changeNotExamined, .warning, at: places[0],
        "\(lines) for \(DriftWords.list(names)) only, which no member of the family supports",
        notes: more, fix: "examine a family whose members support \(DriftWords.list(names)) too")
    }
  }

  /// The most further places in a finding.
  private static let mostPlaces = 5

  private struct Run {
    let goal: Goal
    var count = 1

    func takes(_ other: Goal) -> Bool {
      other.manifest == goal.manifest && other.line.side == goal.line.side
        && other.conditions == goal.conditions
        && other.distance == goal.distance && !goal.line.line.isConditional && !other.line.line.isConditional
    }

    func finding(before: String) -> Diagnostic {
      let kind = goal.line.side == .before ? "removed" : "changed"
      let lines = count == 1 ? "this \(kind) line" : "this \(kind) line and \(count - 1) behind it"
      var notes: [Diagnostic.Note] = []
      if goal.line.line.isConditional {
        notes.append(Diagnostic.Note("a condition must be examined with both results"))
      }
      if let conditions = goal.conditions, !conditions.isEmpty {
        notes.append(Diagnostic.Note("read only with \(conditions.joined(separator: ", and "))"))
      } else if goal.conditions == nil {
        notes.append(Diagnostic.Note("no member of the family includes the file"))
      }
      if let distance = goal.distance { notes.append(Diagnostic.Note(distance.words)) }
      if goal.line.side == .before { notes.append(Diagnostic.Note("looked for in \(before)")) }
      return Diagnostic(
        .changeNotExamined, at: .source(goal.line.place), "no configuration that was examined reads \(lines)",
        notes: notes,
        fix: "name options with which it is read, in a line such as 'NAME | MEMBER | -D MACRO=VALUE' of "
          + "[UserExtensions.Kiln.\"Configuration\"] in the family, or with -D; if there are none, remove it in a "
          + "change of its own")
    }
  }
}

extension PlatformReading.Distance {
  fileprivate var words: String {
    switch self {
    case .architectures(let names): "its section is for \(DriftWords.list(names)) only"
    case .option(let family, let target, let toolchain, let architecture):
      "a build option for "
        + DriftWords.list(
          [
            family.map { "tool chains of the family \($0)" }, target.map { "the target \($0)" },
            toolchain.map { "the tool chain \($0)" }, architecture.map { "the architecture \($0)" },
          ].compactMap(\.self)) + " only"
    }
  }
}
