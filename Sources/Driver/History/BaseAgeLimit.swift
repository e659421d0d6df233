import Diagnostics
import PlatformModel
import Sizes

/// How old the base of a comparison may be, and what says so: `--max-base-age`, otherwise the budgets.
struct BaseAgeLimit {
  private let age: BaseAge
  /// Who allows it, as a message names it.
  private let source: String
  private let place: Diagnostic.Place

  /// What the command line says.
  ///
  /// - Throws: `base-age-malformed`.
  init(commandLine text: String) throws(DiagnosticError) {
    guard let age = BaseAge(text) else { throw DiagnosticError(.baseAgeMalformed(text)) }
    self.age = age
    source = "--max-base-age"
    place = .commandLine
  }

  /// The shortest of those that budgets allow; nil if none says anything.
  init?(_ budgets: [Budget]) {
    var shortest: (age: BaseAge, budget: Budget)?
    for (index, budget) in budgets.enumerated() {
      // The last budget of a subject counts.
      let isReplaced = budgets[(index + 1)...].contains {
        $0.subject == budget.subject && $0.measure == budget.measure
      }
      guard !isReplaced, let age = budget.baseAge, age.seconds < shortest?.age.seconds ?? .max else {
        continue
      }
      shortest = (age, budget)
    }
    guard let (age, budget) = shortest else { return nil }
    self.age = age
    source = "the budget of \(budget.subject.name)"
    place = .source(budget.range)
  }

  /// - Parameter name: of the base, as typed.
  func doubts(of base: SizeFollower.Base, _ name: String, now: SizeRecord) -> [Diagnostic] {
    guard let time = base.time else { return [ageUnknown(name)] }
    return now.time - time > age.seconds
      ? [tooOld(name, age: SizeGrowth.age(from: time, to: now.time))] : []
  }

  private func tooOld(_ base: String, age: String) -> Diagnostic {
    Diagnostic(
      .baseTooOld, at: place,
      "growth is not checked against a recent base: '\(base)' is \(age) old, \(source) allows \(self.age.text)",
      fix: "record the sizes of the main branch again")
  }

  private func ageUnknown(_ base: String) -> Diagnostic {
    Diagnostic(
      .baseTooOld, at: place,
      "the age of the base is not checked: '\(base)' is an image, which does not contain the time of its build",
      fix: place == .commandLine
        ? "name a size history as the base, or leave --max-base-age \(age.text) out"
        : "name a size history as the base, as \(source) allows \(age.text)")
  }
}

extension Diagnostic {
  fileprivate static func baseAgeMalformed(_ text: String) -> Diagnostic {
    Diagnostic(
      .baseAgeMalformed, at: .commandLine, "expected a time for --max-base-age, found '\(text)'",
      fix: "write hours, days or weeks, such as 36h, 30d or 2w")
  }

  static func baseAgeWithoutBase(_ text: String) -> Diagnostic {
    Diagnostic(
      .baseAgeMalformed, at: .commandLine,
      "--max-base-age \(text) limits the age of a base, and there is no --base",
      fix: "name a history or a revision with --base, or leave --max-base-age out")
  }
}
