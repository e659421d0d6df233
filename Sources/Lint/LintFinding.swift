package import Diagnostics

/// Something about a platform that a rule does not like.
package struct LintFinding: Hashable, Sendable {
  /// What it is about, the same from run to run wherever lines move: paths, names of classes, PCDs and
  /// protocols with blanks between them. With the code it is a finding's identity: waivers name it so.
  package let subject: String
  package let diagnostic: Diagnostic

  package var code: String { diagnostic.code }
  package var severity: Diagnostic.Severity { diagnostic.severity }

  package init(_ subject: String, _ diagnostic: Diagnostic) {
    self.subject = subject
    self.diagnostic = diagnostic
  }
}

extension LintFinding {
  var withWarningAsError: LintFinding {
    guard severity == .warning else { return self }
    return LintFinding(
      subject,
      Diagnostic(
        code, .error, at: diagnostic.place, diagnostic.message, transcript: diagnostic.transcript,
        notes: diagnostic.notes, fix: diagnostic.fix))
  }

  /// The finding with another note behind the others.
  func noted(_ note: Diagnostic.Note) -> LintFinding {
    LintFinding(
      subject,
      Diagnostic(
        code, severity, at: diagnostic.place, diagnostic.message, transcript: diagnostic.transcript,
        notes: diagnostic.notes + [note], fix: diagnostic.fix))
  }
}
