import Diagnostics

/// The results of several configurations as one.
extension DriftGate {
  /// What makes two changes one: the line that made them, or, without a line, what was changed.
  private struct Cause: Hashable {
    let code: Diagnostic.Code
    let subject: String
    let place: Diagnostic.Place?
    let values: [String?]

    init(_ change: DriftChange) {
      code = change.code
      subject = change.subject
      place = change.changed.first?.places.last
      values = place == nil ? [change.before, change.after] : []
    }
  }

  /// Adds what another configuration shows. A change that is known keeps its values, and gets the further members.
  package mutating func add(_ other: DriftGate) {
    for change in other.changes {
      guard let index = changes.firstIndex(where: { Cause($0) == Cause(change) }) else {
        add(change)
        continue
      }
      for configuration in change.configurations where !changes[index].configurations.contains(configuration)
      {
        changes[index].configurations.append(configuration)
      }
      changes[index].changed.add(change.changed)
      let known = Set(changes[index].changed.map(\.member))
      changes[index].lagging.add(change.lagging.filter { !known.contains($0.member) })
      for excuse in change.excused
      where !changes[index].excused.contains(where: { $0.member == excuse.member }) {
        changes[index].excused.append(excuse)
      }
    }
    add(settled: other.settledCount, breakages: other.breakages)
    for own in other.notCompared { notCompared.add(own.member, own.configurations) }
  }

  /// The members that changes concern which the plain configuration does not show.
  package var membersOfOtherConfigurations: Set<String> {
    Set(
      changes.filter { !$0.configurations.contains(PlatformFamily.plain) }.flatMap { change in
        (change.changed + change.lagging).map(\.member)
      })
  }

  /// Drops changes that only give another configuration what the members had before without further options, and what
  /// the sibling did not have there: the members differed before the change, and are not less alike than they were.
  ///
  /// - Parameter plain: `membersOfOtherConfigurations` in the plain configuration.
  package mutating func dropStanding(_ plain: [Member]) {
    let plain = Dictionary(plain.map { ($0.name, $0.before) }) { first, _ in first }
    drop { change, party in
      !change.configurations.contains(PlatformFamily.plain)
        && (party.modules.isEmpty ? [""] : party.modules).allSatisfy { module in
          let key = FactKey(change.topic, change.subject, module: module)
          return plain[party.member]?.sharedValue(of: key) == change.before && plain[party.member] != nil
            && change.changed.allSatisfy { plain[$0.member]?.sharedValue(of: key) == change.after }
        }
    }
  }

  /// Drops siblings that need not follow a change, and changes that no sibling has to follow.
  package mutating func drop(_ isExempt: (DriftChange, DriftParty) -> Bool) {
    for index in changes.indices {
      let change = changes[index]
      changes[index].lagging = change.lagging.filter { !isExempt(change, $0) }
    }
    let left = changes.filter { !$0.lagging.isEmpty }
    settledCount += changes.count - left.count
    changes = left
  }

  /// The changes of a member as text, by which those of another configuration are found to be the same. None if the
  /// member is not compared.
  package static func changes(of member: Member) -> Set<ChangedFact> {
    guard !member.isBroken else { return [] }
    return Set(
      member.changedKeys.filter { $0.topic.driftCode != nil }.map { key in
        ChangedFact(
          member: member.name, key: key, before: member.before.sharedValue(of: key),
          after: member.after.sharedValue(of: key))
      })
  }

  /// A fact that a member changes.
  package struct ChangedFact: Hashable, Sendable {
    let member: String
    let key: FactKey
    let before: String?
    let after: String?
  }
}

extension [DriftParty] {
  mutating func add(_ others: [DriftParty]) {
    for party in others where !contains(where: { $0.member == party.member }) { append(party) }
  }
}
