package import Bytes
package import Diagnostics

/// The differences between two platforms, fact by fact.
package struct PlatformComparison: Sendable {
  /// The value of one side in a row.
  package struct Opinion: Sendable {
    package var value: String
    package var decisions: [PlatformFact.Decision]
  }

  /// A fact that differs between the platforms, with all modules in which it differs in the same way.
  package struct Row: Sendable {
    package var topic: FactKey.Topic
    package var subject: String
    /// nil if the platform does not have the fact.
    package var a: Opinion?
    package var b: Opinion?
    /// INFs, sorted; empty for the platform as a whole.
    package var modules: [String]
  }

  /// A module that is in different volumes or on one side only.
  package struct ModuleRow: Sendable {
    package var path: String
    /// BASE_NAME.
    package var name: String
    /// The volumes; nil if the platform does not have the module.
    package var a: Opinion?
    package var b: Opinion?
    package var size: ModuleSize?
  }

  package var nameA: String
  package var nameB: String
  package var onlyA: [ModuleRow] = []
  package var onlyB: [ModuleRow] = []
  package var moved: [ModuleRow] = []
  /// The number of modules that are in the same volumes of both.
  package var sharedCount = 0
  /// The number of shared modules without any other difference.
  package var sameCount = 0
  /// Facts that both have with different values, in the order of topics and subjects.
  package var rows: [Row] = []
  /// Libraries, PCDs and dependencies that a shared module has in one platform only. They are consequences of
  /// other rows.
  package var consequences: [Row] = []
  /// Errors that keep either platform from being built.
  package var errorsA: [Diagnostic]
  package var errorsB: [Diagnostic]

  package var differs: Bool {
    !onlyA.isEmpty || !onlyB.isEmpty || !moved.isEmpty || !rows.isEmpty || !consequences.isEmpty
  }
}

/// The size of a module in an image, in bytes.
package struct ModuleSize: Equatable, Sendable {
  /// Size of the file.
  package var raw: Int
  /// Share of the compressed stream; nil if it is unknown.
  package var compressed: Int?

  package init(raw: Int, compressed: Int? = nil) {
    self.raw = raw
    self.compressed = compressed
  }
}

extension PlatformComparison {
  private struct Group: Hashable {
    let topic: FactKey.Topic
    let subject: String
    let a: String?
    let b: String?
  }

  /// - Parameter size: the size of a module by the name of its file.
  package init(
    _ a: (name: String, facts: PlatformFacts), _ b: (name: String, facts: PlatformFacts),
    size: (GUID) -> ModuleSize? = { _ in nil }
  ) {
    nameA = a.name
    nameB = b.name
    errorsA = a.facts.errors
    errorsB = b.facts.errors
    compareModules(a.facts, b.facts, size: size)
    compareFacts(a.facts, b.facts)
    let touched = Set((rows + consequences).flatMap(\.modules))
    sharedCount = a.facts.modules.keys.count { b.facts.modules[$0] != nil }
    let movedModules = Set(moved.map(\.path))
    sameCount = a.facts.modules.keys.count {
      b.facts.modules[$0] != nil && !touched.contains($0) && !movedModules.contains($0)
    }
  }

  private mutating func compareModules(
    _ a: PlatformFacts, _ b: PlatformFacts, size: (GUID) -> ModuleSize?
  ) {
    for name in Set(a.modules.keys).union(b.modules.keys).sorted() {
      let key = FactKey(.module, name)
      guard a[key]?.value != b[key]?.value, let module = a.modules[name] ?? b.modules[name] else { continue }
      let row = ModuleRow(
        path: name, name: module.name, a: a[key].map(Opinion.init), b: b[key].map(Opinion.init),
        size: size(module.guid))
      if row.b == nil {
        onlyA.append(row)
      } else if row.a == nil {
        onlyB.append(row)
      } else {
        moved.append(row)
      }
    }
  }

  private mutating func compareFacts(_ a: PlatformFacts, _ b: PlatformFacts) {
    var groups: [Group: [FactKey]] = [:]
    for key in Set(a.facts.keys).union(b.facts.keys) where key.topic != .module {
      // Facts of a module that only one side has are covered by the difference of that module.
      guard key.module.isEmpty || (a.modules[key.module] != nil && b.modules[key.module] != nil) else {
        continue
      }
      let (one, other) = (a.value(of: key), b.value(of: key))
      guard one != other else { continue }
      groups[Group(topic: key.topic, subject: key.subject, a: one, b: other), default: []].append(key)
    }
    for (group, keys) in groups {
      let first = keys.min() ?? FactKey(group.topic, group.subject)
      let row = Row(
        topic: group.topic, subject: group.subject, a: Self.opinion(group.a, a[first]),
        b: Self.opinion(group.b, b[first]), modules: keys.map(\.module).filter { !$0.isEmpty }.sorted())
      let follows = [.library, .pcd, .dependency].contains(group.topic) && (group.a == nil || group.b == nil)
      if follows { consequences.append(row) } else { rows.append(row) }
    }
    rows.sort(by: Self.isBefore)
    consequences.sort(by: Self.isBefore)
  }

  private static func opinion(_ value: String?, _ fact: PlatformFact?) -> Opinion? {
    value.map { Opinion(value: $0, decisions: fact?.decisions ?? []) }
  }

  private static func isBefore(_ one: Row, _ other: Row) -> Bool {
    (one.topic.rawValue, one.subject, one.a?.value ?? "", one.b?.value ?? "", one.modules.first ?? "")
      < (
        other.topic.rawValue, other.subject, other.a?.value ?? "", other.b?.value ?? "",
        other.modules.first ?? ""
      )
  }
}

extension PlatformComparison.Opinion {
  init(_ fact: PlatformFact) { self.init(value: fact.value, decisions: fact.decisions) }
}
