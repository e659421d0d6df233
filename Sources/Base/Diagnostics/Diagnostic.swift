/// One thing that a user should know, with the place and the way out.
///
/// Each message has its own factory (`extension Diagnostic { static func … }`) beside the pass that
/// says it, so that a reader finds in one place all that a pass can say.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: String, Sendable { case error, warning, note }

  /// Where it is.
  package enum Place: Hashable, Sendable {
    /// In a manifest.
    case source(SourceRange)
    /// In a binary image. The first offset is in the file; each further one is in what the
    /// encapsulation at the offset before it decodes to.
    case image(path: String, offsets: [Int])
    /// A file or folder as a whole.
    case file(String)
    /// What the user typed.
    case commandLine
  }

  /// A further place that belongs to the story.
  package struct Note: Hashable, Sendable {
    package let place: Place?
    package let message: String

    package init(_ message: String, at place: Place? = nil) {
      self.place = place
      self.message = message
    }
  }

  package let code: Code
  package let severity: Severity
  package let place: Place
  /// What it is about, where it is about something that a report may have a row for.
  package let subject: Subject?
  /// What else has a part in it, such as the modules that want a library class which nobody provides.
  package let involved: [Subject]
  /// What is wrong, in one line without a full stop.
  package let message: String
  /// What a program said about it, lines shown as they are.
  package let transcript: String?
  package let notes: [Note]
  /// What to do about it.
  package let fix: String?

  package init(
    _ code: Code, _ severity: Severity? = nil, at place: Place, about subject: Subject? = nil,
    involving involved: [Subject] = [], _ message: String, transcript: String? = nil, notes: [Note] = [],
    fix: String? = nil
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.place = place
    self.subject = subject
    self.involved = involved
    self.message = message
    self.transcript = transcript
    self.notes = notes
    self.fix = fix
  }

  /// Whether it is about `other`, or that has a part in it.
  package func concerns(_ other: Subject) -> Bool { subject == other || involved.contains(other) }

  /// The same, where it does not keep anybody from going on.
  package var asWarning: Diagnostic { with(.warning) }
  /// The same, where it keeps somebody from going on.
  package var asError: Diagnostic { with(.error) }

  private func with(_ severity: Severity) -> Diagnostic {
    Diagnostic(
      code, severity, at: place, about: subject, involving: involved, message, transcript: transcript,
      notes: notes, fix: fix)
  }

  /// The diagnostic with another note behind the others.
  package func noted(_ note: Note) -> Diagnostic {
    Diagnostic(
      code, severity, at: place, about: subject, involving: involved, message, transcript: transcript,
      notes: notes + [note],
      fix: fix)
  }
}

/// What a pass has to say, in the order in which it found it.
package struct DiagnosticList: Sendable {
  package private(set) var all: [Diagnostic] = []

  package init() {}

  package var hasErrors: Bool { all.contains { $0.severity == .error } }

  /// Adds `diagnostic`, unless the very same was said already.
  package mutating func add(_ diagnostic: Diagnostic) {
    if !all.contains(diagnostic) { all.append(diagnostic) }
  }

  package mutating func add(contentsOf more: some Sequence<Diagnostic>) {
    for diagnostic in more { add(diagnostic) }
  }

  /// Stops here with all that was found, when any of it is an error.
  package func throwIfErrors() throws(DiagnosticError) {
    if hasErrors { throw DiagnosticError(all) }
  }
}

/// Why a pass could not go on. Holds at least one error.
package struct DiagnosticError: Error, Sendable {
  package let diagnostics: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
  package init(_ diagnostic: Diagnostic) { diagnostics = [diagnostic] }
}
