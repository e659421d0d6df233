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
    /// The configurations in which the members differ so, in their order.
    package var configurations: [String] = [PlatformFamily.plain]
  }

  package private(set) var rows: [Row] = []
  /// The number of facts that differ and are allowed to.
  package var excusedCount: Int { excused.count }
  private var excused: Set<FactKey> = []
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

  /// - Parameters:
  ///   - today: in the form `2026-11-21`.
  ///   - configuration: the one in which the members were resolved.
  package init(
    _ family: PlatformFamily, _ members: [(name: String, facts: PlatformFacts)], today: String,
    configuration: String = PlatformFamily.plain
  ) {
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
        excused.insert(key)
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
        parties: Self.parties(sides.parties, members), configurations: [configuration])
    }
    sort()
    for member in members {
      errors += member.facts.errors.map {
        DriftBreakage(
          member: member.name, error: $0, canBeBuilt: false, configuration: configuration)
      }
    }
  }

  /// Adds what another configuration shows. A difference that is known gets the further members.
  package mutating func add(_ other: StandingDrift) {
    for row in other.rows {
      guard
        let known = rows.firstIndex(where: {
          $0.topic == row.topic && $0.subject == row.subject && $0.usual == row.usual
            && $0.unusual == row.unusual
        })
      else {
        rows.append(row)
        continue
      }
      rows[known].configurations += row.configurations
      rows[known].holders.add(row.holders)
      rows[known].parties.add(row.parties)
    }
    sort()
    excused.formUnion(other.excused)
    errors += other.errors
  }

  private mutating func sort() {
    rows.sort {
      ($0.topic.rawValue, $0.subject, $0.usual ?? "", $0.unusual ?? "")
        < ($1.topic.rawValue, $1.subject, $1.usual ?? "", $1.unusual ?? "")
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
        + "\(DriftWords.value(topic, usual)) in \(most.isEmpty ? "the others" : most)"
        + DriftWords.with(configurations),
      fix:
        "make the members alike, or allow the difference in [UserExtensions.Kiln.\"Difference\"] with a reason"
    )
  }
}
