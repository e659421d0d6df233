package import Inspection
import Manifests
package import PlatformModel
import Vocabulary

extension BudgetCheck {
  /// Compares measured sizes with `budgets`, and volumes and devices without a budget with their own size.
  ///
  /// A budget of a device limits the size of its image, which is the room that a release has. A budget of a
  /// volume limits the bytes in use. A budget of a module limits its file or its share of the compressed
  /// stream.
  ///
  /// - Parameters:
  ///   - attributions: of the images; budgets with `measure = flash` need them.
  ///   - base: the sizes that growth is computed from.
  ///   - allowedGrowth: for devices and volumes whose budget sets no limit of growth.
  package init(
    _ maps: [FlashMap], budgets: [Budget], attributions: [SizeAttribution] = [], base: SizeRecord? = nil,
    allowedGrowth: Budget.Amount? = nil
  ) {
    rows = []
    var seen: Set<Budget.Subject> = []
    for map in maps {
      let device = map.subject
      let budget = budgets.last { $0.limits(device, .raw) }
      let excess = budget.map { map.size > $0.limit ? map.size : 0 } ?? 0
      add(
        Row(
          subject: device, size: map.size, used: map.used, needs: max(map.used, excess), limit: map.size,
          source: .own),
        budget, base, allowedGrowth, to: &seen)
      for volume in map.volumes {
        let subject = volume.subject
        let budget = budgets.last { $0.limits(subject, .raw) }
        // A variable store always uses its whole size: no files are packed into it.
        if budget == nil, volume.files.isEmpty { continue }
        add(
          Row(
            subject: subject, size: volume.size, used: volume.used, limit: volume.size, source: .own), budget,
          base, allowedGrowth, to: &seen)
      }
    }
    addCosts(budgets, maps: maps, attributions, base)
    unchecked = unchecked(budgets, hasBase: base != nil, limitsGrowth: allowedGrowth != nil)
  }

  /// The limits that no row stands for, or whose row has no base to have grown from.
  private func unchecked(_ budgets: [Budget], hasBase: Bool, limitsGrowth: Bool) -> [Unchecked] {
    var found: [Unchecked] = []
    for (index, budget) in budgets.enumerated() {
      // The last budget of a subject counts.
      let isLast = !budgets[(index + 1)...].contains { $0.limits(budget.subject, budget.measure) }
      guard isLast else { continue }
      let row = rows.first { budget.limits($0.subject, $0.measure) }
      let reason: Unchecked.Reason? =
        if row == nil {
          .notMeasured
        } else if budget.growth != nil, row?.base == nil {
          hasBase ? .notInBase : .noBase
        } else {
          nil
        }
      if let reason {
        found.append(Unchecked(budget.subject, budget.measure, reason, budget: budget.range))
      }
    }
    guard limitsGrowth else { return found }
    let other = rows.filter { row in
      row.base == nil && row.kind != .module && row.measure == .raw
        && budgets.last { $0.limits(row.subject, .raw) }?.growth == nil
    }
    return found + other.map { Unchecked($0.subject, .raw, hasBase ? .notInBase : .noBase, budget: nil) }
  }

  /// Adds a row unless another image of the platform already gave the same one.
  private mutating func add(
    _ row: Row, _ budget: Budget?, _ base: SizeRecord?, _ allowed: Budget.Amount?,
    to seen: inout Set<Budget.Subject>
  ) {
    guard seen.insert(row.subject).inserted else { return }
    var row = row
    row.base = base?.used(of: row.subject)
    row.apply(budget)
    if row.allowedGrowth == nil { row.allowedGrowth = row.base.flatMap { allowed?.bytes(of: $0) } }
    rows.append(row)
  }

  /// Adds rows for modules, and for volumes measured by their cost in flash.
  private mutating func addCosts(
    _ budgets: [Budget], maps: [FlashMap], _ attributions: [SizeAttribution], _ base: SizeRecord?
  ) {
    var seen: [Budget.Measure: Set<Budget.Subject>] = [:]
    for budget in budgets.reversed() where budget.subject.kind == .module || budget.measure == .flash {
      guard seen[budget.measure, default: []].insert(budget.subject).inserted else { continue }
      guard var row = Self.row(budget, maps: maps, attributions) else { continue }
      row.base = base?.cost(of: budget)
      row.apply(budget)
      rows.append(row)
    }
    let costs = rows.firstIndex { $0.kind == .module || $0.measure == .flash } ?? rows.endIndex
    // In the order of the platform's budgets.
    rows[costs...].reverse()
  }

  /// The row of a module, or of a volume's files; nil if no image contains it.
  private static func row(_ budget: Budget, maps: [FlashMap], _ attributions: [SizeAttribution]) -> Row? {
    if budget.measure == .raw {
      let files = maps.lazy.flatMap(\.volumes).flatMap(\.files)
      let modules = files.map { (name: ModuleName($0.name), size: $0.size) }
      guard let module = modules.first(where: { .module($0.name) == budget.subject }) else { return nil }
      return Row(
        subject: .module(module.name), measure: .raw, size: module.size, used: module.size,
        limit: module.size, source: .own)
    }
    for attribution in attributions {
      let files = attribution.files.filter { $0.counts(for: budget.subject) }
      guard !files.isEmpty else { continue }
      let cost = Int(files.reduce(0) { $0 + $1.flash }.rounded(.up))
      return Row(
        subject: budget.subject, measure: .flash, size: files.reduce(0) { $0 + $1.raw },
        used: cost, limit: cost, source: .own)
    }
    return nil
  }
}

extension BudgetCheck.Row {
  /// Applies the limits of a budget.
  fileprivate mutating func apply(_ budget: Budget?) {
    guard let budget else { return }
    limit = budget.limit
    source = .manifest
    warning = budget.warning?.bytes(of: budget.limit)
    reserve = budget.reserve?.bytes(of: budget.limit) ?? 0
    allowedGrowth = base.flatMap { budget.growth?.bytes(of: $0) }
  }
}

extension Budget {
  fileprivate func limits(_ subject: Subject, _ measure: Measure) -> Bool {
    self.measure == measure && self.subject == subject
  }
}

extension SizeAttribution.File {
  /// Whether it is the module or is in the volume.
  fileprivate func counts(for subject: Budget.Subject) -> Bool {
    switch subject {
    case .device: false
    case .volume(let volume): VolumeName(self.volume) == volume
    case .module(let module): ModuleName(name) == module
    }
  }
}

extension SizeRecord {
  fileprivate func used(of subject: Budget.Subject) -> Int? {
    subjects.first { $0.subject == subject }?.used
  }

  fileprivate func cost(of budget: Budget) -> Int? {
    guard case .module(let name) = budget.subject else {
      return subjects.first { $0.subject == budget.subject }?.flash.map { Int($0.rounded(.up)) }
    }
    guard let module = modules.first(where: { ModuleName($0.name) == name }) else { return nil }
    return budget.measure == .raw ? module.raw : module.flash.map { Int($0.rounded(.up)) }
  }
}

// The subjects of budgets that measured sizes belong to.

extension FlashMap {
  var subject: Budget.Subject { .device(DeviceName(name)) }
}

extension VolumeUsage {
  var subject: Budget.Subject { .volume(VolumeName(name)) }
}

extension SizeRecord.Subject {
  fileprivate var subject: Budget.Subject { kind.subject(named: name) }
}

extension SizeRecord.Subject.Kind {
  func subject(named name: String) -> Budget.Subject {
    switch self {
    case .device: .device(DeviceName(name))
    case .volume: .volume(VolumeName(name))
    }
  }
}
