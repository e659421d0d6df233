package import Vocabulary

/// One message for the user, with its place and a fix.
///
/// Each message has its own factory (`extension Diagnostic { static func … }`) beside the pass that reports it,
/// so that all messages of a pass are in one place.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: String, Sendable { case error, warning, note }

  /// Where it is.
  package enum Place: Hashable, Sendable {
    /// In a manifest.
    case source(SourceRange)
    /// In a binary image, in bytes. The first offset is in the file; each further one is in the decoded
    /// contents of the encapsulation at the one before it.
    case image(path: String, offsets: [Int])
    /// A file or folder as a whole.
    case file(String)
    /// On the command line.
    case commandLine

    /// Whether both are the same place of one reading of a file.
    package func isIdentical(to other: Place) -> Bool {
      if case .source(let range) = self, case .source(let otherRange) = other {
        return range.isIdentical(to: otherRange)
      }
      return self == other
    }
  }

  /// A further place or fact that explains the message.
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
  /// What it is about, if a report may have a row for that.
  package let subject: Subject?
  /// Further subjects, such as the modules that use a library class without an instance.
  package let involved: [Subject]
  /// What is wrong, in one line without a full stop.
  package let message: String
  /// Output of a program about the problem, printed unchanged.
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

  /// Whether `other` is its subject or one of the further subjects.
  package func concerns(_ other: Subject) -> Bool { subject == other || involved.contains(other) }

  /// The same diagnostic as a warning.
  package var asWarning: Diagnostic { with(.warning) }
  /// The same diagnostic as an error.
  package var asError: Diagnostic { with(.error) }

  private func with(_ severity: Severity) -> Diagnostic {
    Diagnostic(
      code, severity, at: place, about: subject, involving: involved, message, transcript: transcript,
      notes: notes, fix: fix)
  }

  /// The diagnostic as one of a variant: message and subjects name it.
  package func of(_ variant: VariantName) -> Diagnostic {
    Diagnostic(
      code, severity, at: place, about: subject.map { .inVariant(variant, $0) } ?? .variant(variant),
      involving: involved.map { .inVariant(variant, $0) }, "\(variant): \(message)", transcript: transcript,
      notes: notes, fix: fix)
  }

  /// The diagnostic as one that several variants have in common: the message names them. Its identity does not change
  /// with the variants.
  ///
  /// - Parameter count: of all variants that were looked at.
  package func common(to variants: [VariantName], among count: Int) -> Diagnostic {
    let names = variants.map(\.text)
    let most = 3
    let who =
      names.count == count && count > 1
      ? "all \(count) variants"
      : names.count <= most
        ? names.joined(separator: ", ")
        : "\(names.prefix(most - 1).joined(separator: ", ")) and \(names.count - most + 1) more variants"
    let isShort = names.count > most && names.count < count
    return Diagnostic(
      code, severity, at: place, about: subject, involving: involved, "\(who): \(message)",
      transcript: transcript,
      notes: notes + (isShort ? [Note("in the variants \(names.joined(separator: ", "))")] : []), fix: fix)
  }

  /// The diagnostic with another note after the existing ones.
  package func noted(_ note: Note) -> Diagnostic { noted([note]) }

  /// The diagnostic with more notes after the existing ones.
  package func noted(_ more: [Note]) -> Diagnostic {
    Diagnostic(
      code, severity, at: place, about: subject, involving: involved, message, transcript: transcript,
      notes: notes + more, fix: fix)
  }
}

/// The diagnostics of a pass, in the order in which they were found.
package struct DiagnosticList: Sendable {
  package private(set) var all: [Diagnostic] = []

  package init() {}

  package var hasErrors: Bool { all.contains { $0.severity == .error } }

  /// Adds `diagnostic`, unless an equal one was added before.
  package mutating func add(_ diagnostic: Diagnostic) {
    if !all.contains(diagnostic) { all.append(diagnostic) }
  }

  package mutating func add(contentsOf more: some Sequence<Diagnostic>) {
    for diagnostic in more { add(diagnostic) }
  }

  /// Throws all diagnostics if any of them is an error.
  package func throwIfErrors() throws(DiagnosticError) {
    if hasErrors { throw DiagnosticError(all) }
  }
}

/// The errors that stopped a pass, with its other diagnostics. Contains at least one error.
package struct DiagnosticError: Error, Sendable {
  package let diagnostics: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
  package init(_ diagnostic: Diagnostic) { diagnostics = [diagnostic] }
}
