import Diagnostics
import PlatformModel
import Sizes

/// The limits of a check, apart from the budgets of the platform.
package struct CheckLimits: Sendable {
  let history: HistorySelection
  /// `--max-growth`, as typed.
  let maximumGrowth: String?
  /// Whether a limit that could not be applied is an error; nil for the default of the report's format.
  let isStrict: Bool?

  package init(history: HistorySelection, maximumGrowth: String?, isStrict: Bool?) {
    self.history = history
    self.maximumGrowth = maximumGrowth
    self.isStrict = isStrict
  }

  /// - Throws: `growth-malformed`, `growth-without-base`, `base-age-malformed`.
  func allowedGrowth() throws(DiagnosticError) -> Budget.Amount? {
    if let age = history.maximumAge {
      _ = try BaseAgeLimit(commandLine: age)
      guard history.base != nil else { throw DiagnosticError(.baseAgeWithoutBase(age)) }
    }
    guard let text = maximumGrowth else { return nil }
    guard let amount = Budget.Amount(text) else { throw DiagnosticError(.growthMalformed(text)) }
    guard history.base != nil else { throw DiagnosticError(.growthWithoutBase(text)) }
    return amount
  }
}

/// Measures one platform or image and compares it with its limits.
struct SubjectCheck {
  let selection: SubjectSelection
  let packing: PackingSelection
  let output: String?
  let limits: CheckLimits
  let isStrict: Bool
  let context: Context

  struct Outcome {
    let check: BudgetCheck
    let findings: [Diagnostic]
    let growth: SizeGrowth?
  }

  func run() async throws(DiagnosticError) -> Outcome {
    let allowedGrowth = try limits.allowedGrowth()
    let measuring = SubjectMeasuring(
      selection, packing: packing, output: output, isGate: true, context: context)
    let (measured, platform) = try await measuring.measure()
    let past = try await SizeFollower(measured, selection, platform, context: context).follow(limits.history)
    let (check, verdict) = await measured.check(
      platform, past: past, allowedGrowth: allowedGrowth, context: context)
    let unchecked = check.unchecked.map { Diagnostic.unchecked($0, isStrict: isStrict) }
    let doubts = past.doubts.map { isStrict ? $0.asError : $0 }
    return Outcome(
      check: check, findings: past.problems + doubts + verdict + unchecked, growth: past.growth)
  }
}

extension Diagnostic {
  fileprivate static func growthMalformed(_ text: String) -> Diagnostic {
    Diagnostic(
      .growthMalformed, at: .commandLine, "expected bytes or a percentage for --max-growth, found '\(text)'",
      fix: "write bytes or a percentage, such as 4096, 0x1000 or 1.5%")
  }

  fileprivate static func growthWithoutBase(_ limit: String) -> Diagnostic {
    Diagnostic(
      .growthWithoutBase, at: .commandLine,
      "--max-growth \(limit) needs a base to compare with, and there is no --base",
      fix: "name a history, an image or a revision with --base, or leave --max-growth out")
  }
}
