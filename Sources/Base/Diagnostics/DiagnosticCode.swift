extension Diagnostic {
  /// One kind of finding, declared once beside the pass that reports it, with its explanation.
  ///
  /// `kiln explain CODE` prints a code, `Documentation/diagnostics.md` lists all of them, and scripts and waivers
  /// use its name, which is stable across releases.
  package struct Code: Sendable {
    /// Kebab-case.
    package let name: String
    /// The highest level at which it is reported, and the default.
    package let severity: Severity
    /// The exit status of a command that reports it as an error.
    package let ending: ExitStatus
    /// Its meaning in a few words without a full stop: the title of the explanation.
    package let title: String
    /// Why it matters, with an example if that helps. Paragraphs are separated by an empty line, examples
    /// indented by four blanks, as in Markdown.
    package let explanation: String
    /// What to do about it, in sentences.
    package let remedy: String

    package init(
      _ name: String, _ title: String, _ severity: Severity = .error, ends ending: ExitStatus = .error,
      explanation: String, remedy: String
    ) {
      self.name = name
      self.severity = severity
      self.ending = ending
      self.title = title
      self.explanation = explanation
      self.remedy = remedy
    }
  }
}

extension Diagnostic.Code: Hashable {
  package static func == (left: Self, right: Self) -> Bool { left.name == right.name }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Diagnostic.Code: CustomStringConvertible {
  package var description: String { name }
}
