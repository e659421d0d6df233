import Diagnostics

/// All that parsing and evaluating an expression can say.
extension Diagnostic {
  static func expressionEmpty(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .expressionMalformed, at: .source(range), "the expression is empty",
      fix: "write a number, a string, TRUE, FALSE, a PCD or a $(MACRO)")
  }

  static func expressionSyntax(_ wanted: String, found: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .expressionMalformed, at: .source(range), "expected \(wanted), found '\(found)'",
      fix: "correct the expression; a macro without a value expands to nothing")
  }

  static func expressionString(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .expressionMalformed, at: .source(range), "the string is not closed",
      fix: "add the quotation mark at its end")
  }

  static func expressionFunction(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .expressionMalformed, at: .source(range), "unknown function '\(name)'",
      fix: "use UINT8, UINT16, UINT32, UINT64 or GUID")
  }

  static func expressionTooLarge(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .expressionOverflow, at: .source(range), "the number does not fit into 64 bits",
      fix: "write a number of at most 64 bits")
  }

  static func expressionTooDeep(_ limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .expressionTooDeep, at: .source(range), "parentheses are nested more than \(limit) levels deep",
      fix: "name parts of the expression with DEFINE")
  }

  static func expressionInOperand(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .expressionMalformed, at: .source(range), "'$(\(name))' is not allowed after IN",
      fix: "use $(TARGET), $(TOOL_CHAIN_TAG), $(ARCH) or $(FAMILY) there")
  }

  static func guidMalformed(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .guidMalformed, at: .source(range), "'\(text)' is not a GUID",
      fix: "write it as 8BE4DF61-93CA-11D2-AA0D-00E098032B8C")
  }

  static func pcdUnknown(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .pcdUndefined, at: .source(range), "PCD '\(name)' has no value here",
      fix: "set it in [PcdsFeatureFlag] or [PcdsFixedAtBuild] of the DSC, before this line")
  }

  static func pcdEndless(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .pcdEndless, at: .source(range), "the value of PCD '\(name)' depends on itself",
      fix: "write a value that does not refer to the PCD")
  }

  static func guidUnknown(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .guidUndefined, at: .source(range), "GUID '\(name)' is not declared",
      fix: "declare it in [Guids] of a DEC that the module or platform lists")
  }

  static func operandType(
    _ spelling: String, _ operand: ExpressionValue, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .expressionType, at: .source(range), "'\(spelling)' cannot be applied to \(operand.kind)",
      fix: "use an operand of another kind")
  }

  static func operandTypes(
    _ spelling: String, _ left: ExpressionValue, _ right: ExpressionValue, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .expressionType, at: .source(range),
      "'\(spelling)' cannot be applied to \(left.kind) and \(right.kind)",
      fix: "use operands of the same kind")
  }

  static func divisionByZero(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .expressionDivisionByZero, at: .source(range), "division by zero",
      fix: "check the value of the divisor")
  }

  static func expressionOverflow(_ spelling: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .expressionOverflow, at: .source(range), "the result of '\(spelling)' is out of range",
      fix: "use smaller operands")
  }

  static func doesNotFit(bytes: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .expressionOverflow, at: .source(range),
      "the value does not fit into \(bytes) byte\(bytes == 1 ? "" : "s")",
      fix: "use a wider type or a smaller value")
  }

  static func comparisonFixed(_ result: Bool, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .expressionSuspicious, .warning, at: .source(range),
      "a string never equals a number or a boolean: this is always \(result ? "TRUE" : "FALSE")",
      fix: "write both sides with quotation marks, or both without")
  }

  static func booleanArithmetic(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .expressionSuspicious, .warning, at: .source(range), "a boolean is used as a number",
      fix: "compare it, or write 0 or 1")
  }
}

extension ExpressionValue {
  /// For messages.
  var kind: String {
    switch self {
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .bytes: "an array"
    case .guid: "a GUID"
    }
  }
}
