package import Bytes
package import Diagnostics

/// Platforms that are meant to be alike, and where they are not.
package struct PlatformFamily: Sendable {
  /// A platform with its flags.
  package struct Member: Sendable {
    package var name: String
    /// As it would stand on kiln's command line: a DSC and options.
    package var words: [String]
    package var range: SourceRange
  }

  /// What is meant to differ: the members are not asked about such facts.
  package struct Difference: Sendable {
    /// Nil for all.
    package var topic: FactKey.Topic?
    package var subject: Glob
    /// The modules in which it may differ; nil for all.
    package var module: Glob?
    /// Names of members; nil for all.
    package var members: Set<String>?
    package var reason: String
    /// The last day on which it counts, as `2027-01-31`; nil for ever.
    package var until: String?
    package var range: SourceRange
  }

  package var name: String
  /// The first is the one that the others are compared with where opinions are divided evenly.
  package var members: [Member]
  package var differences: [Difference]
}

extension PlatformFamily.Difference {
  package func covers(_ key: FactKey, of member: String) -> Bool {
    (topic == nil || topic == key.topic) && members?.contains(member) ?? true && subject.matches(key.subject)
      && module?.matches(key.module) ?? true
  }
}

extension PlatformFamily {
  /// Why the member need not have the fact of the others, if it need not.
  ///
  /// - Parameter today: as `2026-11-21`; what has expired before does not count.
  package func excuse(for key: FactKey, of member: String, today: String) -> Difference? {
    differences.first { difference in
      difference.until.map { $0 >= today } ?? true && difference.covers(key, of: member)
    }
  }
}
