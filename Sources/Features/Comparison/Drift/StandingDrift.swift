import Diagnostics

/// Differences between the members of a family that exist now and are not allowed.
package struct StandingDrift: Sendable {
  /// Members whose value differs from that of the majority.
  package struct Row: Sendable {
    package var topic: FactKey.Topic
    package var subject: String
    /// The value of the majority; nil for a module that most members do not have.
    package var usual: String?
    /// The members that have the usual value in at least one module.
    package var holders: [DriftParty]
    package var unusual: String?
    package var parties: [DriftParty]
  }

  package private(set) var rows: [Row] = []
  /// The number of facts that differ and are allowed to.
  package private(set) var excusedCount = 0
  package private(set) var errors: [DriftBreakage] = []

  private typealias Members = [(name: String, facts: PlatformFacts)]

  private struct Group: Hashable {
    let topic: FactKey.Topic
    let subject: String
    let usual: String?
    let unusual: String?
  }

  private struct Sides {
    var holders: [Int: [FactKey]] = [:]
    var parties: [Int: [FactKey]] = [:]
  }

  /// - Parameter today: in the form `2026-11-21`.
  package init(_ family: PlatformFamily, _ members: [(name: String, facts: PlatformFacts)], today: String) {
    var groups: [Group: Sides] = [:]
    var keys: Set<FactKey> = []
    for member in members { keys.formUnion(member.facts.facts.keys) }
    for key in keys.sorted() where key.topic.driftCode != nil {
      var values: [(member: Int, value: String?)] = []
      var all: Set<String?> = []
      for (index, member) in members.enumerated() where Self.isAsked(member.facts, about: key) {
        let value = member.facts.sharedValue(of: key)
        all.insert(value)
        if family.excuse(for: key, of: member.name, today: today) == nil { values.append((index, value)) }
      }
      guard all.count > 1 else { continue }
      guard Set(values.map(\.value)).count > 1 else {
        excusedCount += 1
        continue
      }
      let usual = Self.usual(values.map(\.value))
      for (member, value) in values where value != usual {
        let group = Group(topic: key.topic, subject: key.subject, usual: usual, unusual: value)
        groups[group, default: Sides()].parties[member, default: []].append(key)
        for (holder, other) in values where other == usual {
          if groups[group]?.holders[holder]?.last != key {
            groups[group]?.holders[holder, default: []].append(key)
          }
        }
      }
    }
    rows = groups.map { group, sides in
      Row(
        topic: group.topic, subject: group.subject, usual: group.usual,
        holders: Self.parties(sides.holders, members), unusual: group.unusual,
        parties: Self.parties(sides.parties, members))
    }
    rows.sort {
      ($0.topic.rawValue, $0.subject, $0.usual ?? "", $0.unusual ?? "")
        < ($1.topic.rawValue, $1.subject, $1.usual ?? "", $1.unusual ?? "")
    }
    for member in members {
      errors += member.facts.errors.map { DriftBreakage(member: member.name, error: $0, canBeBuilt: false) }
    }
  }

  private static func isAsked(_ facts: PlatformFacts, about key: FactKey) -> Bool {
    switch key.topic {
    case .module: true
    case .option: facts.modules[key.module] != nil
    default: facts[key] != nil
    }
  }

  /// The most frequent value; of several, the one that comes first, so that the first member's is preferred.
  private static func usual(_ values: [String?]) -> String? {
    var counts: [String?: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    return values.first { counts[$0] == most } ?? nil
  }

  private static func parties(_ sides: [Int: [FactKey]], _ members: Members) -> [DriftParty] {
    sides.keys.sorted().map { index in
      let keys = sides[index] ?? []
      return DriftParty(
        member: members[index].name, modules: keys.map(\.module).filter { !$0.isEmpty },
        places: keys.first.flatMap { members[index].facts[$0] }?.places ?? [])
    }
  }
}

extension StandingDrift.Row {
  /// The difference as a finding, for CI systems.
  var finding: Diagnostic {
    let place = parties.first?.places.last ?? holders.first?.places.last ?? .commandLine
    let (few, most) = (DriftWords.list(parties.map(\.member)), DriftWords.list(holders.map(\.member)))
    return Diagnostic(
      topic.driftCode ?? .driftModule, at: place,
      "\(DriftWords.subject(topic, subject)) is \(DriftWords.value(topic, unusual)) in \(few), but "
        + "\(DriftWords.value(topic, usual)) in \(most.isEmpty ? "the others" : most)",
      fix:
        "make the members alike, or allow the difference in [UserExtensions.Kiln.\"Difference\"] with a reason"
    )
  }
}
