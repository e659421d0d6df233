package import Diagnostics

/// Something about a platform that a rule does not like.
package struct LintFinding: Hashable, Sendable {
  /// What it is about, the same from run to run wherever lines move: paths, names of classes, PCDs and
  /// protocols with blanks between them. With the code it is a finding's identity: waivers name it so.
  package let subject: String
  package let diagnostic: Diagnostic

  package var code: Diagnostic.Code { diagnostic.code }
  package var severity: Diagnostic.Severity { diagnostic.severity }

  package init(_ subject: String, _ diagnostic: Diagnostic) {
    self.subject = subject
    self.diagnostic = diagnostic
  }
}

extension LintFinding {
  var withWarningAsError: LintFinding {
    severity == .warning ? LintFinding(subject, diagnostic.asError) : self
  }

  /// The finding with another note behind the others.
  func noted(_ note: Diagnostic.Note) -> LintFinding { LintFinding(subject, diagnostic.noted(note)) }
}
