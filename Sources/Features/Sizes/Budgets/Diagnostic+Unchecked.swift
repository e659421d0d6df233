package import Diagnostics
import PlatformModel

extension Diagnostic {
  /// A limit that was not applied.
  ///
  /// - Parameter isStrict: whether that is an error.
  package static func unchecked(_ limit: BudgetCheck.Unchecked, isStrict: Bool) -> Diagnostic {
    let title = limit.subject.title(limit.measure)
    let place = limit.budget.map { Place.source($0) } ?? .commandLine
    let subject = limit.subject.inDiagnostics(limit.measure)
    let diagnostic =
      switch limit.reason {
      case .notMeasured:
        Diagnostic(
          .budgetNotChecked, at: place, about: subject,
          "\(title) is not in the images: its budget was not checked",
          fix: "check the folder with all images of the build, or correct the name in the budget")
      case .noBase:
        Diagnostic(
          .growthNotChecked, at: place, about: subject,
          "the growth of \(title) was not checked: there is no base",
          fix: "name a base with --base, or say --no-strict where there is none yet")
      case .notInBase:
        Diagnostic(
          .growthNotChecked, at: place, about: subject,
          "the growth of \(title) was not checked: the base does not contain it",
          fix: "record a base that contains it, or say --no-strict for this change")
      }
    return isStrict ? diagnostic.asError : diagnostic
  }
}
