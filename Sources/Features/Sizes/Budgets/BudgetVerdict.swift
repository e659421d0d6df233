package import Bytes
package import Diagnostics
package import Inspection
package import PlatformModel
package import Vocabulary

/// The diagnostics of a budget check: which limits are exceeded, by how much, and by which modules. Limits that are
/// exceeded for one reason are one finding.
package struct BudgetVerdict {
  /// A volume that is too small for its files.
  package struct Overflow {
    let volume: VolumeName
    /// By how many bytes.
    let excess: Int
    /// The finding about this volume alone, without notes.
    let finding: Diagnostic

    package init(_ volume: VolumeName, excess: Int, finding: Diagnostic) {
      self.volume = volume
      self.excess = excess
      self.finding = finding
    }
  }

  let check: BudgetCheck
  let budgets: [Budget]
  let maps: [FlashMap]
  let attributions: [SizeAttribution]
  let overflows: [Overflow]
  /// nil without a base.
  let growth: SizeGrowth?
  private let places: FilePlaces
  private let causes: [BudgetCause]

  /// - Parameters:
  ///   - attributions: empty if costs of modules were not requested.
  ///   - growth: since the base; nil without one.
  ///   - places: where the FDF places the modules that grew.
  package init(
    check: BudgetCheck, budgets: [Budget], maps: [FlashMap], attributions: [SizeAttribution],
    overflows: [Overflow] = [], growth: SizeGrowth? = nil, places: FilePlaces = FilePlaces(nil)
  ) {
    self.check = check
    self.budgets = budgets
    self.maps = maps
    self.attributions = attributions
    self.overflows = overflows
    self.growth = growth
    self.places = places
    causes = BudgetCause.all(Self.breaches(check, budgets, maps, overflows, places), growth: growth)
  }

  /// The modules that are the reasons, with their places in the FDF.
  package var culprits: [(culprit: BudgetCulprit, place: FilePlaces.Place)] {
    causes.compactMap { cause in
      cause.culprit.flatMap { culprit in places[culprit].map { (culprit, $0) } }
    }
  }

  /// - Parameter origins: which commits brought the culprits.
  package func diagnostics(origins: [GUID: Diagnostic.Note] = [:]) -> [Diagnostic] {
    causes.map { diagnostic($0, origins) }
      + check.rows.flatMap { row in
        row.violations.filter(\.isWarning).map { violation in
          Diagnostic.budget(row, violation, at: Self.place(of: row, budgets, places))
            .noted(row.kind == .module ? [] : contributors(to: row))
            .noted(grown(in: maps.contents(of: row.subject), except: nil))
        }
      }
  }

  private static func breaches(
    _ check: BudgetCheck, _ budgets: [Budget], _ maps: [FlashMap], _ overflows: [Overflow],
    _ places: FilePlaces
  ) -> [BudgetBreach] {
    let overflowing = overflows.map { overflow in
      let subject = Budget.Subject.volume(overflow.volume)
      return BudgetBreach(
        row: check.rows.first { $0.subject == subject && $0.measure == .raw }, subject: subject,
        excess: overflow.excess, isOverflow: true, contents: maps.contents(of: subject),
        finding: overflow.finding)
    }
    return overflowing
      + check.rows.flatMap { row in
        row.violations.filter { violation in
          // An overflow is not also an exceeded budget.
          let isOverflow = row.measure == .raw && overflows.contains { .volume($0.volume) == row.subject }
          return if case .limit = violation { !isOverflow } else { !violation.isWarning }
        }.map { violation in
          BudgetBreach(
            row: row, subject: row.subject, excess: violation.excess, isOverflow: false,
            contents: maps.contents(of: row.subject),
            finding: .budget(row, violation, at: place(of: row, budgets, places)))
        }
      }
  }

  /// The line of its budget, otherwise its section in the FDF.
  private static func place(
    of row: BudgetCheck.Row, _ budgets: [Budget], _ places: FilePlaces
  ) -> Diagnostic.Place {
    let budget = budgets.last { $0.subject == row.subject && $0.measure == row.measure }
    return (budget?.range ?? places[row.subject]).map { .source($0) } ?? .commandLine
  }

  private func diagnostic(_ cause: BudgetCause, _ origins: [GUID: Diagnostic.Note]) -> Diagnostic {
    let leader = cause.breaches[0]
    let place = cause.culprit.flatMap { places[$0] }
    var notes = cause.culprit.flatMap { origins[$0.guid] }.map { [$0] } ?? []
    if cause.culprit != nil || cause.breaches.count > 1 {
      notes += cause.breaches.map { Diagnostic.Note($0.fact, at: $0.finding.place.inNote) }
    }
    let contents = cause.breaches.reduce(into: Set<String>()) { $0.formUnion($1.contents) }
    notes += grown(in: contents, except: cause.culprit)
    let contributors = leader.row.map(contributors) ?? []
    if cause.culprit == nil, !contributors.isEmpty { notes.append(.largest(since: growth?.baseNoun)) }
    return .exceeded(cause, at: place?.range, notes: notes + contributors)
  }

  /// How many modules that grew a diagnostic lists.
  private static let grownNamed = 5

  /// Notes about the modules that grew most in volumes.
  private func grown(in volumes: Set<String>, except culprit: BudgetCulprit?) -> [Diagnostic.Note] {
    let grown = (growth?.modules ?? []).filter {
      volumes.contains($0.volume) && $0.guid != culprit?.guid
        && ($0.verdict == .grown || $0.verdict == .added)
        && max($0.difference, Double($0.raw.difference)) >= Double(SizeGrowth.leastNoted)
    }
    return grown.prefix(Self.grownNamed).map { module in
      let flash = module.flashDifference.map { "\(Int($0.rounded())) bytes of flash, " } ?? ""
      let verb = module.verdict == .added ? "added" : "grown"
      return Diagnostic.Note(
        "\(verb) since \(growth?.baseNoun ?? ""), \(flash)\(module.raw.difference) raw: \(module.name)")
    }
  }

  /// How many of a volume's files a diagnostic lists.
  private static let named = 10

  /// The files that contribute most to the measured size.
  private func contributors(to row: BudgetCheck.Row) -> [Diagnostic.Note] {
    let inside = Set(volumes(of: row).map(\.name))
    let costs = attributions.flatMap(\.files).filter { inside.contains($0.volume) && !$0.holdsVolumes }
    if !costs.isEmpty {
      return costs.sorted { ($1.flash, $0.name) < ($0.flash, $1.name) }.prefix(Self.named).map {
        let flash = Int($0.flash.rounded())
        return Diagnostic.Note(
          flash == $0.raw
            ? "\(flash) bytes: \($0.name)" : "\(flash) bytes of flash, \($0.raw) raw: \($0.name)")
      }
    }
    let files = volumes(of: row).flatMap(\.files).sorted { ($1.size, $0.name) < ($0.size, $1.name) }
    return files.prefix(Self.named).map { Diagnostic.Note("\($0.size) bytes: \($0.name)") }
  }

  /// The volumes whose files make up the row. For a volume that contains compressed volumes, those.
  private func volumes(of row: BudgetCheck.Row) -> [VolumeUsage] {
    switch row.subject {
    case .device:
      return (map(of: row)?.volumes ?? []).filter { $0.streams.isEmpty }
    case .volume:
      let all = maps.lazy.flatMap(\.volumes).first { $0.subject == row.subject }?.withInner ?? []
      return all.count > 1 ? Array(all.dropFirst()) : all
    case .module: return []
    }
  }

  private func map(of device: BudgetCheck.Row) -> FlashMap? { maps.first { $0.subject == device.subject } }
}
