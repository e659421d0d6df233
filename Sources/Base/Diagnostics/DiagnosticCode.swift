extension Diagnostic {
  /// One kind of finding, declared once beside the pass that reports it, with what a reader has to know of it.
  ///
  /// `kiln explain CODE` prints a code, `Documentation/diagnostics.md` lists all of them, and scripts and waivers
  /// use its name, which is stable across releases.
  package struct Code: Sendable {
    /// Kebab-case.
    package let name: String
    /// The gravest level at which it is reported, and the one where a report does not say otherwise.
    package let severity: Severity
    /// How a command ends that reports it as an error.
    package let ending: ExitStatus
    /// What it means, in a few words without a full stop: the title of its explanation.
    package let title: String
    /// For somebody who has just met it: why it matters, and an example where one helps. Paragraphs are separated
    /// by an empty line, examples indented by four blanks, as in Markdown.
    package let explanation: String
    /// What to do about it, as a sentence.
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
