package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let expressionCodes: [Diagnostic.Code] = [
    .expressionDivisionByZero, .expressionMalformed, .expressionOverflow, .expressionSuspicious,
    .expressionTooDeep, .expressionType, .guidMalformed, .guidUndefined, .pcdEndless, .pcdUndefined,
  ]

  package static let expressionDivisionByZero = Diagnostic.Code(
    "expression-division-by-zero", "",
    explanation: """
      """,
    remedy: "")

  package static let expressionMalformed = Diagnostic.Code(
    "expression-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let expressionOverflow = Diagnostic.Code(
    "expression-overflow", "",
    explanation: """
      """,
    remedy: "")

  package static let expressionSuspicious = Diagnostic.Code(
    "expression-suspicious", "", .warning,
    explanation: """
      """,
    remedy: "")

  package static let expressionTooDeep = Diagnostic.Code(
    "expression-too-deep", "",
    explanation: """
      """,
    remedy: "")

  package static let expressionType = Diagnostic.Code(
    "expression-type", "",
    explanation: """
      """,
    remedy: "")

  package static let guidMalformed = Diagnostic.Code(
    "guid-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let guidUndefined = Diagnostic.Code(
    "guid-undefined", "",
    explanation: """
      """,
    remedy: "")

  package static let pcdEndless = Diagnostic.Code(
    "pcd-endless", "",
    explanation: """
      """,
    remedy: "")

  package static let pcdUndefined = Diagnostic.Code(
    "pcd-undefined", "",
    explanation: """
      """,
    remedy: "")
}
