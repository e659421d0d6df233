package import Diagnostics
package import Vocabulary

/// A violation of a rule.
package struct LintFinding: Hashable, Sendable {
  /// Paths and names of classes, PCDs and protocols, separated by blanks. The same in every run, wherever lines move:
  /// with the code it identifies a finding, and waivers refer to it.
  package let subject: String
  package let diagnostic: Diagnostic
  /// The variants that have the finding, in a run over several; otherwise empty.
  package let variants: [VariantName]

  package var code: Diagnostic.Code { diagnostic.code }
  package var severity: Diagnostic.Severity { diagnostic.severity }

  package init(_ subject: String, _ diagnostic: Diagnostic, variants: [VariantName] = []) {
    self.subject = subject
    self.diagnostic = diagnostic
    self.variants = variants
  }
}

extension LintFinding {
  var withWarningAsError: LintFinding {
    severity == .warning ? LintFinding(subject, diagnostic.asError) : self
  }

  /// The finding as one of several variants.
  ///
  /// - Parameter count: of all variants.
  func common(to variants: [VariantName], among count: Int) -> LintFinding {
    LintFinding(subject, diagnostic.common(to: variants, among: count), variants: variants)
  }

  /// The finding with `note` added behind its notes.
  func noted(_ note: Diagnostic.Note) -> LintFinding { LintFinding(subject, diagnostic.noted(note)) }
}
