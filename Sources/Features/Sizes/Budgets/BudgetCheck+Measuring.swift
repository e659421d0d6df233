package import Inspection
import Manifests
package import PlatformModel

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
    var seen: Set<String> = []
    for map in maps {
      let budget = budgets.last { $0.concerns(map.name, .raw) }
      let excess = budget.map { map.size > $0.limit ? map.size : 0 } ?? 0
      add(
        Row(
          subject: map.name, kind: .device, size: map.size, used: max(map.used, excess), limit: map.size,
          source: .own), budget, base, allowedGrowth, to: &seen)
      for volume in map.volumes {
        let budget = budgets.last { $0.concerns(volume.name, .raw) }
        // A variable store always uses its whole size: no files are packed into it.
        if budget == nil, volume.files.isEmpty { continue }
        add(
          Row(
            subject: volume.name, kind: .volume, size: volume.size, used: volume.used, limit: volume.size,
            source: .own), budget, base, allowedGrowth, to: &seen)
      }
    }
    addCosts(budgets, maps: maps, attributions, base)
  }

  /// Adds a row unless another image of the platform already gave the same one.
  private mutating func add(
    _ row: Row, _ budget: Budget?, _ base: SizeRecord?, _ allowed: Budget.Amount?, to seen: inout Set<String>
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
    var seen: Set<String> = []
    for budget in budgets.reversed() where budget.kind == .module || budget.measure == .flash {
      guard seen.insert("\(budget.measure.rawValue) \(budget.subject.lowercased())").inserted else {
        continue
      }
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
    let subject = budget.subject.lowercased()
    if budget.measure == .raw {
      let files = maps.lazy.flatMap(\.volumes).flatMap(\.files)
      guard let file = files.first(where: { $0.name.lowercased() == subject }) else { return nil }
      return Row(
        subject: file.name, kind: .module, measure: .raw, size: file.size, used: file.size, limit: file.size,
        source: .own)
    }
    for attribution in attributions {
      let files = attribution.files.filter { file in
        (budget.kind == .module ? file.name : file.volume).lowercased() == subject
      }
      guard !files.isEmpty else { continue }
      let cost = Int(files.reduce(0) { $0 + $1.flash }.rounded(.up))
      return Row(
        subject: budget.subject, kind: budget.kind, measure: .flash, size: files.reduce(0) { $0 + $1.raw },
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
  /// Whether the budget applies to this measure of a device or volume.
  fileprivate func concerns(_ name: String, _ measure: Measure) -> Bool {
    kind != .module && self.measure == measure && subject.lowercased() == name.lowercased()
  }
}

extension SizeRecord {
  fileprivate func used(of subject: String) -> Int? {
    subjects.first { $0.name.lowercased() == subject.lowercased() }?.used
  }

  fileprivate func cost(of budget: Budget) -> Int? {
    let name = budget.subject.lowercased()
    if budget.kind == .module {
      guard let module = modules.first(where: { $0.name.lowercased() == name }) else { return nil }
      return budget.measure == .raw ? module.raw : module.flash.map { Int($0.rounded(.up)) }
    }
    return subjects.first { $0.name.lowercased() == name }?.flash.map { Int($0.rounded(.up)) }
  }
}
