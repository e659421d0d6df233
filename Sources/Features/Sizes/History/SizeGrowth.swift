package import Bytes

/// The differences between two records, the largest change first.
package struct SizeGrowth: Equatable, Sendable {
  /// One of the two records.
  package struct Side: Equatable, Sendable {
    package var platform: String
    package var configuration: String
    package var revision: String?
    /// Seconds since 1970-01-01 UTC.
    package var time: Int

    package init(_ record: SizeRecord) {
      platform = record.platform
      configuration = record.configuration
      revision = record.revision
      time = record.time
    }
  }

  package enum Verdict: String, Sendable { case added, removed, grown, shrunk, same }

  /// Bytes before and after; nil on the side where it is missing.
  package struct Change: Equatable, Sendable {
    package var before: Int?
    package var after: Int?
    package var difference: Int { (after ?? 0) - (before ?? 0) }
  }

  /// Bytes of flash before and after; nil on a side where it is missing or was not computed.
  package struct Share: Equatable, Sendable {
    package var before: Double?
    package var after: Double?
  }

  package struct Subject: Equatable, Sendable {
    package var name: String
    package var kind: SizeRecord.Subject.Kind
    package var used: Change
    package var limit: Change
    package var flash: Share
    package var verdict: Verdict { Verdict(used) }
  }

  package struct Module: Equatable, Sendable {
    package var guid: GUID
    package var name: String
    package var volume: String
    package var raw: Change
    package var flash: Share
    /// Change in bytes of flash; nil unless both sides are known.
    package var flashDifference: Double?
    /// Change in bytes of flash if that is known, otherwise in decoded bytes.
    package var difference: Double { flashDifference ?? Double(raw.difference) }

    /// The share of a module whose decoded size is unchanged varies a little with its neighbours in the stream.
    /// It counts as grown or shrunk from a difference of one byte.
    package var verdict: Verdict {
      let byRaw = Verdict(raw)
      guard let flashDifference, byRaw != .added, byRaw != .removed else { return byRaw }
      if flashDifference.rounded() == 0 { return byRaw }
      return flashDifference > 0 ? .grown : .shrunk
    }
  }

  package var base: Side
  /// The name of the base if it is an image and not a record. It then has no time and no revision.
  package var baseName: String?
  /// What the base is in the notes of a finding.
  package var baseNoun = "the base"
  package var now: Side
  /// The devices and volumes of both records, the largest change first.
  package var subjects: [Subject]
  /// The modules that differ, the largest change first.
  package var modules: [Module]

  package init(from base: SizeRecord, to now: SizeRecord, baseName: String? = nil) {
    self.base = Side(base)
    self.baseName = baseName
    self.now = Side(now)
    subjects = Self.subjects(base, now)
    modules = Self.modules(base, now).filter { $0.verdict != .same }
  }

  private static func subjects(_ base: SizeRecord, _ now: SizeRecord) -> [Subject] {
    let names = now.subjects + base.subjects.filter { old in !now.subjects.contains { $0.name == old.name } }
    let subjects = names.map { subject in
      let before = base.subjects.first { $0.name == subject.name }
      let after = now.subjects.first { $0.name == subject.name }
      return Subject(
        name: subject.name, kind: subject.kind, used: Change(before: before?.used, after: after?.used),
        limit: Change(before: before?.limit, after: after?.limit),
        flash: Share(before: before?.flash, after: after?.flash))
    }
    return sorted(subjects) { abs(Double($0.used.difference)) }
  }

  /// The same module in two volumes is two modules; several files of it in one volume are added up.
  private struct Key: Hashable {
    let guid: GUID
    let volume: String
  }

  private static func modules(_ base: SizeRecord, _ now: SizeRecord) -> [Module] {
    let before = summed(base)
    let after = summed(now)
    // Shares are compared only if both records have them.
    let hasFlash = { (record: SizeRecord) in record.modules.contains { $0.flash != nil } }
    let comparesFlash = hasFlash(base) && hasFlash(now)
    let keys = after.order + before.order.filter { after.modules[$0] == nil }
    let modules = keys.compactMap { key -> Module? in
      let (old, new) = (before.modules[key], after.modules[key])
      guard let module = new ?? old else { return nil }
      let flash = Share(before: old?.flash, after: new?.flash)
      let isKnown = comparesFlash && (old == nil || old?.flash != nil) && (new == nil || new?.flash != nil)
      return Module(
        guid: module.guid, name: module.name, volume: module.volume,
        raw: Change(before: old?.raw, after: new?.raw), flash: flash,
        flashDifference: isKnown ? (new?.flash ?? 0) - (old?.flash ?? 0) : nil)
    }
    return sorted(modules) { abs($0.difference) }
  }

  private static func summed(_ record: SizeRecord) -> (order: [Key], modules: [Key: SizeRecord.Module]) {
    var order: [Key] = []
    var modules: [Key: SizeRecord.Module] = [:]
    for module in record.modules {
      let key = Key(guid: module.guid, volume: module.volume)
      guard let sum = modules[key] else {
        order.append(key)
        modules[key] = module
        continue
      }
      modules[key]?.raw += module.raw
      modules[key]?.flash = sum.flash.flatMap { part in module.flash.map { part + $0 } }
    }
    return (order, modules)
  }

  /// Sorted by `weight`, descending; equal elements stay in their order.
  static func sorted<Row>(_ rows: [Row], by weight: (Row) -> Double) -> [Row] {
    rows.enumerated().map { (offset: $0.offset, row: $0.element, weight: weight($0.element)) }
      .sorted { ($1.weight, $0.offset) < ($0.weight, $1.offset) }.map(\.row)
  }
}

extension SizeGrowth.Verdict {
  fileprivate init(_ change: SizeGrowth.Change) {
    if change.before == nil {
      self = .added
    } else if change.after == nil {
      self = .removed
    } else {
      self = change.difference == 0 ? .same : change.difference > 0 ? .grown : .shrunk
    }
  }
}
