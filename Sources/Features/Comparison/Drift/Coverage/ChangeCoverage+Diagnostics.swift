package import Diagnostics
import Manifests
import PlatformModel

extension ChangeCoverage {
  /// One error for each run of changed lines that no configuration reads and that stand under the same conditions.
  ///
  /// - Parameter range: The commits, such as `1d76560146`, in which removed lines were looked for.
  package func findings(before: String) -> [Diagnostic] {
    var runs: [Run] = []
    for index in open {
      let goal = goals[index]
      if let last = runs.indices.last, runs[last].goal.line.place == goal.line.place { continue }
      if let last = runs.indices.last, runs[last].takes(goal) {
        runs[last].count += 1
      } else {
        runs.append(Run(goal: goal))
      }
    }
    return runs.map { $0.finding(before: before) }
  }

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
