import Bytes
import Diagnostics
import Sizes

/// How old the base of a comparison may be.
struct BaseAge {
  /// In seconds; nil without a limit.
  let limit: Int?
  private let text: String

  /// - Parameter text: of `--max-base-age`: whole hours, days or weeks, such as `36h`, `30d`, `2w`.
  /// - Throws: `base-age-malformed`.
  init(_ text: String?) throws(DiagnosticError) {
    self.text = text ?? ""
    guard let text else {
      limit = nil
      return
    }
    let units: [Character: Int] = ["h": 3600, "d": CivilDate.secondsPerDay, "w": 7 * CivilDate.secondsPerDay]
    // A hundred years are more than enough, and no product overflows.
    guard let unit = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()),
      (0...1_000_000).contains(count)
    else { throw DiagnosticError(.baseAgeMalformed(text)) }
    limit = count * unit
  }

  /// - Parameter name: of the base, as typed.
  func doubts(of base: SizeFollower.Base, _ name: String, now: SizeRecord) -> [Diagnostic] {
    guard let limit else { return [] }
    guard let time = base.time else { return [.baseAgeUnknown(name, allowed: text)] }
    return now.time - time > limit
      ? [.baseTooOld(name, age: SizeGrowth.age(from: time, to: now.time), allowed: text)] : []
  }
}

extension Diagnostic {
  static func baseAgeMalformed(_ text: String) -> Diagnostic {
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

  static func baseTooOld(_ base: String, age: String, allowed: String) -> Diagnostic {
    Diagnostic(
      .baseTooOld, at: .commandLine,
      "growth is not checked against a recent base: '\(base)' is \(age) old, --max-base-age allows \(allowed)",
      fix: "record the sizes of the main branch again")
  }

  static func baseAgeUnknown(_ base: String, allowed: String) -> Diagnostic {
    Diagnostic(
      .baseTooOld, at: .commandLine,
      "the age of the base is not checked: '\(base)' is an image, which does not contain the time of its build",
      fix: "name a size history as the base, or leave --max-base-age \(allowed) out")
  }
}
