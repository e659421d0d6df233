package import Diagnostics

/// A member of a family, with those of its modules that a change or difference is about.
package struct DriftParty: Sendable {
  package var member: String
  /// Sorted; empty if the fact is about the whole platform.
  package var modules: [String]
  /// The lines that decided the fact there: all of them for a module, otherwise the one that took effect.
  package var places: [Diagnostic.Place]
}

/// A fact that some members changed.
package struct DriftChange: Sendable {
  package var topic: FactKey.Topic
  package var code: Diagnostic.Code
  package var subject: String
  /// nil if the fact is new.
  package var before: String?
  /// nil if the fact is gone.
  package var after: String?
  package var changed: [DriftParty]
  /// Members that had the same fact before and still have it.
  package var lagging: [DriftParty]
  /// Members that are allowed to differ, with the reason.
  package var excused: [(member: String, reason: String)]
  /// The module that replaced a removed one.
  package var replacement: String?
  /// The configurations in which it was found, in their order.
  package var configurations: [String] = [PlatformFamily.plain]
}

/// A platform that can be built but has something in it that cannot work.
package struct PlatformDefect: Sendable {
  /// Stays the same from commit to commit, even if lines move.
  package var identity: String
  package var error: Diagnostic

  package init(_ identity: String, _ error: Diagnostic) {
    self.identity = identity
    self.error = error
  }
}

/// An error that was not there before the change.
package struct DriftBreakage: Sendable {
  package var member: String
  package var error: Diagnostic
  /// Whether the member can still be built.
  package var canBeBuilt: Bool
  /// The configuration in which it was found.
  package var configuration = PlatformFamily.plain
  /// The line that gave, before the change, what is missing now.
  package var givenBefore: Diagnostic.Place?

  package init(
    member: String, error: Diagnostic, canBeBuilt: Bool, configuration: String = PlatformFamily.plain,
    givenBefore: Diagnostic.Place? = nil
  ) {
    self.member = member
    self.error = error
    self.canBeBuilt = canBeBuilt
    self.configuration = configuration
    self.givenBefore = givenBefore
  }
}

/// A member with some of its configurations, in their order.
package struct MemberConfigurations: Sendable, Equatable {
  package var member: String
  package var configurations: [String]

  package init(member: String, configurations: [String]) {
    self.member = member
    self.configurations = configurations
  }
}

extension [MemberConfigurations] {
  mutating func add(_ member: String, _ configurations: [String]) {
    guard let index = firstIndex(where: { $0.member == member }) else {
      return append(MemberConfigurations(member: member, configurations: configurations))
    }
    for name in configurations where !self[index].configurations.contains(name) {
      self[index].configurations.append(name)
    }
  }
}
