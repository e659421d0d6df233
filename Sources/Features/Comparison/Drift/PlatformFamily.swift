package import Bytes
package import Diagnostics

/// Platforms that are meant to be alike, and their allowed differences.
package struct PlatformFamily: Sendable {
  /// A platform with its flags.
  package struct Member: Sendable {
    package var name: String
    /// The arguments for kiln's command line: a DSC and options.
    package var words: [String]
    package var range: SourceRange

    package init(name: String, words: [String], range: SourceRange) {
      self.name = name
      self.words = words
      self.range = range
    }
  }

  /// A difference that is allowed: members are not compared in such facts.
  package struct Difference: Sendable {
    /// nil for all topics.
    package var topic: FactKey.Topic?
    package var subject: Glob
    /// The modules in which the fact may differ; nil for all.
    package var module: Glob?
    /// Names of members; nil for all.
    package var members: Set<String>?
    package var reason: String
    /// The last day on which it is valid, as `2027-01-31`; nil if it does not expire.
    package var until: String?
    package var range: SourceRange
  }

  /// Options with which members are examined too.
  package struct Configuration: Sendable {
    package var name: String
    /// Names of members; nil for all.
    package var members: Set<String>?
    /// Options for kiln's command line, on top of those of the member.
    package var words: [String]
    package var range: SourceRange
  }

  package var name: String
  /// The first member is the reference if as many members have one value as another.
  package var members: [Member]
  package var differences: [Difference]
  /// In the order of the file, without that of the members alone.
  package var configurations: [Configuration] = []

  package init(name: String, members: [Member], differences: [Difference]) {
    self.name = name
    self.members = members
    self.differences = differences
  }

  /// The name of the configuration in which members have no other options than their own.
  package static let plain = "plain"
}

extension PlatformFamily.Difference {
  package func covers(_ key: FactKey, of member: String) -> Bool {
    (topic == nil || topic == key.topic) && members?.contains(member) ?? true && subject.matches(key.subject)
      && module?.matches(key.module) ?? true
  }
}

extension PlatformFamily {
  /// The allowed difference that covers this fact of the member, if there is one.
  ///
  /// - Parameter today: in the form `2026-11-21`; differences that expired before this day do not count.
  package func excuse(for key: FactKey, of member: String, today: String) -> Difference? {
    differences.first { difference in
      difference.until.map { $0 >= today } ?? true && difference.covers(key, of: member)
    }
  }
}
