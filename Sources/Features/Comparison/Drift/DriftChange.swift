package import Diagnostics

/// A member of a family and the modules of it that something is about.
package struct DriftParty: Sendable {
  package var member: String
  /// Sorted; empty where it is about the platform.
  package var modules: [String]
  /// Who decided it there: all lines of a module, the one that counts of everything else.
  package var places: [Diagnostic.Place]
}

/// A fact that some members have changed.
package struct DriftChange: Sendable {
  package var topic: FactKey.Topic
  package var subject: String
  /// Nil where the fact is new.
  package var before: String?
  /// Nil where it has gone.
  package var after: String?
  package var changed: [DriftParty]
  /// Members that had the same fact, and have it still.
  package var lagging: [DriftParty]
  /// Members that may, and why.
  package var excused: [(member: String, reason: String)]
  /// The module that took the place of one that has gone.
  package var replacement: String?
}

/// Something that cannot work in a platform although it can be built.
package struct PlatformDefect: Sendable {
  /// The same from commit to commit, wherever lines move.
  package var identity: String
  package var error: Diagnostic

  package init(_ identity: String, _ error: Diagnostic) {
    self.identity = identity
    self.error = error
  }
}

/// An error that was not there before.
package struct DriftBreakage: Sendable {
  package var member: String
  package var error: Diagnostic
  /// Whether the member can still be built.
  package var canBeBuilt: Bool
}
