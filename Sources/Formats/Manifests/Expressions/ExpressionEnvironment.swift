package import Bytes
package import Diagnostics

/// What the names in an expression stand for.
package struct ExpressionEnvironment: Sendable {
  /// The text of `$(NAME)`; nil counts as 0, as edk2 has it.
  package var macro: @Sendable (_ name: String) -> String?
  /// The value of `TokenSpace.PcdName` as it was written: again an expression. Nil is an error.
  package var pcd: @Sendable (_ name: String) -> String?
  /// The value of a GUID's C name, for `GUID(gName)`.
  package var guid: @Sendable (_ name: String) -> GUID?

  package init(
    macro: @escaping @Sendable (String) -> String? = { _ in nil },
    pcd: @escaping @Sendable (String) -> String? = { _ in nil },
    guid: @escaping @Sendable (String) -> GUID? = { _ in nil }
  ) {
    self.macro = macro
    self.pcd = pcd
    self.guid = guid
  }
}

extension ExpressionEnvironment {
  /// The value of `text`; nil after an error went to `diagnostics`.
  package func evaluate(_ text: Located<String>, diagnostics: inout DiagnosticList) -> ExpressionValue? {
    evaluate(diagnostics: &diagnostics) { () throws(DiagnosticError) in
      try Expression(parsing: text, macro: macro)
    }
  }

  /// The value of a part of a line, given in UTF-8 offsets of its text; nil after an error went to
  /// `diagnostics`.
  package func evaluate(
    _ part: Range<Int>, of line: ManifestLine, diagnostics: inout DiagnosticList
  ) -> ExpressionValue? {
    evaluate(diagnostics: &diagnostics) { () throws(DiagnosticError) in
      try Expression(parsing: part, of: line, macro: macro)
    }
  }

  private func evaluate(
    diagnostics: inout DiagnosticList, _ parse: () throws(DiagnosticError) -> Expression
  ) -> ExpressionValue? {
    do {
      let evaluation = try parse().evaluate(in: self)
      diagnostics.add(contentsOf: evaluation.warnings)
      return evaluation.value
    } catch {
      diagnostics.add(contentsOf: error.diagnostics)
      return nil
    }
  }
}
