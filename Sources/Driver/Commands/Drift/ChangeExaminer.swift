import Bytes
import Comparison
import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// Resolves the members of a family where a change can be seen, and compares them with their siblings.
struct ChangeExaminer {
  typealias Side = ChangeReader.Side

  private(set) var reader: ChangeReader
  private let today: CivilDate
  private let switches: NewSwitches
  private var followers: ChangeFollowers
  /// INF files that name a changed DEC and that not all configurations read.
  private var users: Set<TreePath> = []
  /// By member: the first configuration that is examined in it.
  private var firsts: [Int: Int] = [:]
  private var loaded: [Survey: FamilyLoader.Loaded] = [:]
  private var gate: DriftGate
  private var compared: Set<DriftGate.ChangedFact> = []
  private var examined: [DriftExamination.Configuration] = []
  /// By member: the texts on both sides that were resolved already.
  private var seen: [Int: Set<[Int]>] = [:]
  /// By member: the differences between both sides that were looked at.
  private var differences: [Int: Set<[Int: Int]>] = [:]
  /// By member: the errors after the change in configurations that were examined.
  private var known: [Int: Set<Diagnostic.Identity>] = [:]

  /// A platform as one side of the change has it. Configurations in which it reads the same text share it.
  private struct Survey: Hashable {
    let member: Int
    let side: Side
    let fingerprint: Int
  }

  private struct Request: Sendable {
    let survey: Survey
    let selection: PlatformSelection
  }

  /// - Parameter manifests: the changed ones.
  init(
    _ reader: ChangeReader, switches: NewSwitches, manifests: [ChangedManifest], today: CivilDate
  ) {
    self.reader = reader
    self.switches = switches
    followers = ChangeFollowers(manifests, after: reader.after, isFlash: reader.isFlash)
    self.today = today
    gate = DriftGate(reader.family, [], today: today.description)
    for member in reader.members(.after) {
      firsts[member] = reader.configurations.indices.first {
        reader.configurations[$0].isExamined && applies($0, to: member)
      }
    }
  }

  /// What is common to all configurations.
  mutating func run() async throws(DiagnosticError) -> (
    gate: DriftGate, configurations: [DriftExamination.Configuration]
  ) {
    try await findUsers()
    for index in reader.configurations.indices where reader.configurations[index].isExamined {
      try await examine(index)
    }
    try await dropStanding()
    return (gate, examined)
  }

  /// Looks for a changed DEC in INF files which the first configuration of a member does not read: that shows it to
  /// the member only elsewhere.
  private mutating func findUsers() async throws(DiagnosticError) {
    let packages = reader.changed.filter { $0.hasSuffix(".dec") }
    guard !packages.isEmpty else { return }
    var modules: Set<TreePath> = []
    for (key, read) in reader.readings where key.side == .after {
      let known = reader.reading(key.member, firsts[key.member] ?? 0, .after)?.modules ?? []
      modules.formUnion(read.reading.modules.subtracting(known))
    }
    for module in modules {
      guard let file = try await reader.after.file(module.text) else { continue }
      let text = String(decoding: file.bytes, as: UTF8.self)
      if packages.contains(where: { text.contains($0) }) { users.insert(module) }
    }
  }

  /// Looks up in the plain configuration whether what only others show is a difference from before.
  private mutating func dropStanding() async throws(DiagnosticError) {
    let names = gate.membersOfOtherConfigurations
    let members = reader.family.members.indices.filter { names.contains(reader.family.members[$0].name) }
    try await survey(members, 0, sides: Side.allCases)
    gate.dropStanding(members.compactMap { member($0, 0) })
  }

  /// Members on both sides, and those that only the change has.
  private var here: Set<Int> { Set(reader.members(.after)) }
  private var before: Set<Int> { Set(reader.members(.before)) }

  private mutating func examine(_ index: Int) async throws(DiagnosticError) {
    let own = reader.configurations[index]
    var entry = DriftExamination.Configuration(name: own.name, words: own.words, addedFor: own.addedFor)
    var affected: [Int] = []
    var siblings: [Int] = []
    for member in here.sorted() {
      let name = reader.family.members[member].name
      if !applies(index, to: member) {
        entry.inapplicable.append(name)
      } else if isAffected(member, index) {
        affected.append(member)
      } else {
        siblings.append(member)
      }
    }
    let fresh = affected.filter { isFresh($0, index) }
    // Where the same lines change as in a configuration before, only new errors can be new.
    let alike = fresh.filter { isAlike($0, index) }
    try await survey(alike, index, sides: [.after])
    let failing = alike.filter { hasUnknownErrors($0, index) }
    let whole = fresh.filter { !alike.contains($0) } + failing
    try await survey(whole, index, sides: Side.allCases)
    for member in fresh { noteErrors(of: member, index) }
    let changing = whole.filter(before.contains)
    var members = changing.compactMap { member($0, index) }
    let facts = members.reduce(into: Set<DriftGate.ChangedFact>()) { $0.formUnion(DriftGate.changes(of: $1)) }
    let others = siblings + affected.filter { !fresh.contains($0) }
    let asks = !facts.isSubset(of: compared)
    if asks {
      compared.formUnion(facts)
      try await reader.readUntouched(siblings.filter { !reader.touched.contains($0) }, configuration: index)
      let both = others.filter(before.contains)
      try await survey(both, index, sides: Side.allCases)
      members += both.compactMap { member($0, index) }
      members.sort { position(of: $0) < position(of: $1) }
    }
    var found = DriftGate(reader.family, members, today: today.description, configuration: own.name)
    drop(from: &found, index)
    gate.add(found)
    gate.add(breakages: fresh.filter { !before.contains($0) }.flatMap { arrival($0, own.name, index) })
    for member in here.sorted() {
      let name = reader.family.members[member].name
      if fresh.contains(member) || asks && others.contains(member) {
        entry.examined.append(name)
      } else if applies(index, to: member) {
        entry.unaffected.append(name)
      }
    }
    examined.append(entry)
  }

  /// Drops siblings in which the same change has no effect in the configuration.
  private mutating func drop(from found: inout DriftGate, _ index: Int) {
    let reading = { [reader] (name: String) -> PlatformReading? in
      let member = reader.family.members.firstIndex { $0.name == name }
      return member.flatMap { reader.reading($0, index, .after) }
    }
    found.drop { change, party in
      guard let sibling = reading(party.member), let first = change.changed.first?.member,
        let author = reading(first)
      else { return false }
      return followers.follows(party, sibling, change, author: author)
    }
  }

  private func position(of member: DriftGate.Member) -> Int {
    reader.family.members.firstIndex { $0.name == member.name } ?? 0
  }

  /// Whether the family gives the configuration to the member, and the member can tell it from others.
  private func applies(_ index: Int, to member: Int) -> Bool {
    let own = reader.configurations[index]
    guard own.members?.contains(reader.family.members[member].name) ?? true else { return false }
    let plain = Side.allCases.compactMap { reader.reading(member, 0, $0) }
    guard index > 0, !plain.isEmpty,
      let selection = try? reader.selection(member, index), let bare = try? reader.selection(member, 0)
    else { return true }
    return selection.matters(over: bare, to: plain, switches: switches)
  }

  /// Whether the change can be seen in the member.
  private func isAffected(_ member: Int, _ index: Int) -> Bool {
    guard let after = reader.reading(member, index, .after) else { return false }
    guard let before = reader.reading(member, index, .before) else { return true }
    if before.fingerprint != after.fingerprint { return true }
    guard reader.changed.contains(where: { $0.hasSuffix(".inf") || $0.hasSuffix(".dec") }) else {
      return false
    }
    let isFirst = index == 0 || index == firsts[member]
    if isFirst, reader.changed.contains(where: { $0.hasSuffix(".dec") }) { return true }
    let modules = after.modules.filter { reader.changed.contains($0.text) || !isFirst && users.contains($0) }
    // Each is looked at in the first configuration that names it.
    return !modules.isEmpty
      && !modules.allSatisfy { module in
        reader.configurations.indices.prefix(index).contains { earlier in
          reader.configurations[earlier].isExamined
            && reader.reading(member, earlier, .after)?.modules.contains(module) ?? false
            && applies(earlier, to: member)
        }
      }
  }

  /// Whether no earlier configuration shows the same text on both sides.
  private mutating func isFresh(_ member: Int, _ index: Int) -> Bool {
    let texts = Side.allCases.map { reader.reading(member, index, $0)?.fingerprint ?? 0 }
    return seen[member, default: []].insert(texts).inserted
  }

  private func key(_ member: Int, _ index: Int, _ side: Side) -> Survey? {
    reader.reading(member, index, side).map {
      Survey(member: member, side: side, fingerprint: $0.fingerprint)
    }
  }

  /// A member on both sides; what is not affected is the same on both.
  private func member(_ member: Int, _ index: Int) -> DriftGate.Member? {
    guard let after = key(member, index, .after).flatMap({ loaded[$0] }) else { return nil }
    let before = isAffected(member, index) ? key(member, index, .before).flatMap { loaded[$0] } : after
    guard let before else { return nil }
    return DriftGate.Member(
      after.name, before: before.facts, after: after.facts, defectsBefore: before.defects,
      defectsAfter: after.defects)
  }

  /// The errors of a member that there was not before.
  private func arrival(_ member: Int, _ configuration: String, _ index: Int) -> [DriftBreakage] {
    guard let after = key(member, index, .after).flatMap({ loaded[$0] }) else { return [] }
    return after.facts.errors.map {
      DriftBreakage(member: after.name, error: $0, canBeBuilt: false, configuration: configuration)
    }
  }

  /// Whether a configuration before has shown the difference between both sides.
  private mutating func isAlike(_ member: Int, _ index: Int) -> Bool {
    guard let after = reader.reading(member, index, .after),
      let before = reader.reading(member, index, .before)
    else { return false }
    // Without a difference in the text an INF has changed, and what that changes is to be seen.
    let difference = after.difference(from: before)
    return !difference.isEmpty && !differences[member, default: []].insert(difference).inserted
  }

  private func errors(of member: Int, _ index: Int) -> Set<Diagnostic.Identity> {
    guard let after = key(member, index, .after).flatMap({ loaded[$0] }) else { return [] }
    return Set(after.facts.errors.map(\.identity) + after.defects.map(\.error.identity))
  }

  private func hasUnknownErrors(_ member: Int, _ index: Int) -> Bool {
    !errors(of: member, index).isSubset(of: known[member] ?? [])
  }

  private mutating func noteErrors(of member: Int, _ index: Int) {
    known[member, default: []].formUnion(errors(of: member, index))
  }

  private mutating func survey(
    _ members: [Int], _ index: Int, sides: [Side]
  ) async throws(DiagnosticError) {
    var requests: [Request] = []
    for member in members {
      let selection = try reader.selection(member, index)
      for side in sides where side == .after || isAffected(member, index) {
        guard let key = key(member, index, side), loaded[key] == nil,
          !requests.contains(where: { $0.survey == key })
        else { continue }
        requests.append(Request(survey: key, selection: selection))
      }
    }
    let (reader, today) = (reader, today)
    let found = try await SideBySide.run(requests) {
      (request) async throws(DiagnosticError) -> FamilyLoader.Loaded? in
      let survey = request.survey
      return try await reader.tree(survey.side).survey(request.selection).map {
        FamilyLoader.Loaded(survey.member, reader.family.members[survey.member].name, $0, today: today)
      }
    }
    for (request, platform) in zip(requests, found) { loaded[request.survey] = platform }
  }
}
