import Diagnostics
import Vocabulary

/// The changes that a commit makes to some members of a family but not to their siblings.
package struct DriftGate: Sendable {
  package struct Member: Sendable {
    package var name: String
    package var before: PlatformFacts
    package var after: PlatformFacts
    package var defectsBefore: [PlatformDefect]
    package var defectsAfter: [PlatformDefect]

    package init(
      _ name: String, before: PlatformFacts, after: PlatformFacts, defectsBefore: [PlatformDefect] = [],
      defectsAfter: [PlatformDefect] = []
    ) {
      self.name = name
      self.before = before
      self.after = after
      self.defectsBefore = defectsBefore
      self.defectsAfter = defectsAfter
    }
  }

  /// The changes that are missing in siblings, in the order of topics and subjects.
  package internal(set) var changes: [DriftChange] = []
  /// The number of changed facts that are the same in all members or allowed to differ.
  package internal(set) var settledCount = 0
  package private(set) var breakages: [DriftBreakage] = []
  /// Members that new errors keep from being resolved. What else they differ in follows from the errors, or may.
  package internal(set) var notCompared: [MemberConfigurations] = []

  private struct Group: Hashable {
    let topic: FactKey.Topic
    let code: Diagnostic.Code
    let subject: String
    let before: String?
    let after: String?
  }

  /// - Parameters:
  ///   - today: in the form `2026-11-21`.
  ///   - configuration: the one in which the members were resolved.
  package init(
    _ family: PlatformFamily, _ members: [Member], today: String,
    configuration: String = PlatformFamily.plain
  ) {
    for member in members {
      breakages += member.breakages(in: configuration)
      if member.isBroken { notCompared.add(member.name, [configuration]) }
    }
    let members = members.filter { !$0.isBroken }
    var groups: [Group: [Int: [FactKey]]] = [:]
    for (index, member) in members.enumerated() {
      for key in member.changedKeys {
        guard let code = key.topic.driftCode else { continue }
        let group = Group(
          topic: key.topic, code: code, subject: key.subject, before: member.before.sharedValue(of: key),
          after: member.after.sharedValue(of: key))
        groups[group, default: [:]][index, default: []].append(key)
      }
    }
    for (group, changed) in groups {
      let change = Self.change(group, changed, members, family, today: today)
      if change.lagging.isEmpty { settledCount += 1 } else { changes.append(change) }
    }
    pairReplacements(members)
    changes.sort {
      ($0.topic.rawValue, $0.subject, $0.after ?? "") < ($1.topic.rawValue, $1.subject, $1.after ?? "")
    }
    for index in changes.indices { changes[index].configurations = [configuration] }
  }

  mutating func add(_ change: DriftChange) { changes.append(change) }

  package mutating func add(settled: Int = 0, breakages: [DriftBreakage]) {
    settledCount += settled
    self.breakages += breakages
  }

  private static func change(
    _ group: Group, _ changed: [Int: [FactKey]], _ members: [Member], _ family: PlatformFamily, today: String
  ) -> DriftChange {
    var change = DriftChange(
      topic: group.topic, code: group.code, subject: group.subject, before: group.before, after: group.after,
      changed: [], lagging: [], excused: [])
    // A change made only by members that may differ here does not oblige the others.
    var binding: Set<FactKey> = []
    for index in changed.keys.sorted() {
      let member = members[index]
      let keys = changed[index] ?? []
      let own = keys.filter { family.excuse(for: $0, of: member.name, today: today) == nil }
      binding.formUnion(own)
      let facts = group.after == nil ? member.before : member.after
      change.changed.append(
        DriftParty(
          member: member.name, modules: keys.map(\.module).filter { !$0.isEmpty }.sorted(),
          places: keys.first.flatMap { facts[$0] }?.places ?? []))
    }
    for member in members {
      let behind = binding.filter { key in
        member.isAsked(about: key) && member.before.sharedValue(of: key) == group.before
          && member.after.sharedValue(of: key) == group.before
      }
      guard !behind.isEmpty else { continue }
      let excuses = behind.compactMap { family.excuse(for: $0, of: member.name, today: today) }
      if excuses.count == behind.count {
        change.excused.append((member.name, excuses[0].reason))
        continue
      }
      let late = behind.filter { family.excuse(for: $0, of: member.name, today: today) == nil }.sorted()
      change.lagging.append(
        DriftParty(
          member: member.name, modules: late.map(\.module).filter { !$0.isEmpty },
          places: late.first.flatMap { member.after[$0] }?.places ?? []))
    }
    return change
  }

  /// Pairs a removed module with the added one that replaces it. A member that still has the old module is
  /// missing the change; a member that never had it is not expected to add the new one.
  private mutating func pairReplacements(_ members: [Member]) {
    let removals = changes.indices.filter { changes[$0].topic == .module && changes[$0].after == nil }
    let removedEverywhere = Self.removals(members)
    var gone: Set<Int> = []
    for index in changes.indices where changes[index].topic == .module && changes[index].before == nil {
      let addition = changes[index]
      guard
        let pair = removedEverywhere.first(where: { removal in
          addition.changed.allSatisfy { removal.value.contains($0.member) }
            && Self.isReplacement(removal.key, by: addition.subject, members)
        })
      else { continue }
      gone.insert(index)
      for removal in removals where changes[removal].subject == pair.key {
        changes[removal].replacement = addition.subject
      }
    }
    settledCount += gone.count
    changes = changes.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
  }

  /// The removed modules, by INF, with the members that removed them.
  private static func removals(_ members: [Member]) -> [(key: String, value: Set<String>)] {
    var removals: [String: Set<String>] = [:]
    for member in members {
      for module in member.before.modules.keys where member.after.modules[module] == nil {
        removals[module, default: []].insert(member.name)
      }
    }
    return removals.sorted { $0.key < $1.key }
  }

  /// Whether two modules of the same type share their name or folder, or are the only modules of the type that
  /// were added and removed.
  private static func isReplacement(_ old: String, by new: String, _ members: [Member]) -> Bool {
    guard let one = members.compactMap({ $0.before.modules[old] }).first,
      let other = members.compactMap({ $0.after.modules[new] }).first, one.type == other.type
    else { return false }
    let folders = [one, other].map { module in module.path.split(separator: "/").dropLast() }
    if one.name == other.name || folders[0] == folders[1] || folders[0].last == folders[1].last {
      return true
    }
    return members.allSatisfy { member in
      let gone = member.before.modules.filter {
        member.after.modules[$0.key] == nil && $0.value.type == one.type
      }
      let new = member.after.modules.filter {
        member.before.modules[$0.key] == nil && $0.value.type == one.type
      }
      return gone.count + new.count == 0 || (gone.count == 1 && new.count == 1)
    }
  }
}

extension DriftGate.Member {
  /// The facts that the member itself changed.
  ///
  /// A library or PCD that is added or removed is a consequence of a change in modules or instances, which is
  /// reported itself.
  var changedKeys: [FactKey] {
    var keys: [FactKey] = []
    for key in Set(before.facts.keys).union(after.facts.keys) {
      let (old, new) = (before.sharedValue(of: key), after.sharedValue(of: key))
      guard old != new else { continue }
      switch key.topic {
      case .macro, .dependency: continue
      case .module: keys.append(key)
      case .library, .pcd, .region, .volume, .rule:
        if old != nil, new != nil { keys.append(key) }
      case .option:
        if isAsked(about: key) { keys.append(key) }
      }
    }
    return keys
  }

  /// Whether new errors keep the platform from being resolved.
  var isBroken: Bool { !newErrors.isEmpty }

  /// The errors that the platform did not have before.
  private var newErrors: [Diagnostic] {
    let known = Set(before.errors.map(DriftGate.mistake))
    return after.errors.filter { !known.contains(DriftGate.mistake($0)) }
  }

  /// Whether the fact applies to this platform.
  fileprivate func isAsked(about key: FactKey) -> Bool {
    key.module.isEmpty || (before.modules[key.module] != nil && after.modules[key.module] != nil)
  }

  /// The errors that are new.
  fileprivate func breakages(in configuration: String) -> [DriftBreakage] {
    let defects = Set(defectsBefore.map(\.identity))
    return newErrors.map {
      DriftBreakage(
        member: name, error: $0, canBeBuilt: false, configuration: configuration,
        givenBefore: $0.subject.flatMap(before.place(giving:)))
    }
      + defectsAfter.filter { !defects.contains($0.identity) }
      .map { DriftBreakage(member: name, error: $0.error, canBeBuilt: true, configuration: configuration) }
  }
}

extension PlatformFacts {
  /// The line that gives modules an instance of a library class.
  fileprivate func place(giving subject: Diagnostic.Subject) -> Diagnostic.Place? {
    guard case .libraryClass(let name) = subject else { return nil }
    return facts.filter { $0.key.topic == .library && $0.key.subject == name.name }
      .min { $0.key < $1.key }?.value.places.last
  }

  /// The value for comparison with siblings. For an option to which the platform adds nothing it is empty. For
  /// a module it only says whether any volume contains it, because volumes have different names in each
  /// platform.
  func sharedValue(of key: FactKey) -> String? {
    guard key.topic == .module, let value = self[key]?.value else { return value(of: key) }
    return value == ModulePlacements.nowhere ? value : "flash"
  }

  /// The value; empty for an option to which the platform adds nothing.
  package func value(of key: FactKey) -> String? {
    if let fact = self[key] { return fact.value }
    return key.topic == .option && modules[key.module] != nil ? "" : nil
  }
}
