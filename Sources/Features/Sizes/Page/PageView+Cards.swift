import Inspection
import PlatformModel
import Render

extension PageView {
  /// A figure at the top of the page.
  struct Card: Encodable {
    let label: String
    let figure: String
    let remark: String
    /// `good`, `tight`, `bad`, or nothing.
    let mood: String

    /// - Parameter packed: the names of the devices and volumes into which files are packed.
    static func all(
      _ maps: [FlashMap], trees: [SizeTree], check: BudgetCheck, packed: Set<Budget.Subject>
    ) -> [Card] {
      [verdict(check, packed: packed), fullest(check, packed: packed), compression(maps), modules(trees)]
        .compactMap { $0 }
    }

    private static func verdict(_ check: BudgetCheck, packed: Set<Budget.Subject>) -> Card? {
      guard !check.rows.isEmpty else { return nil }
      let states = check.rows.map { BudgetState($0, isPacked: packed.contains($0.subject)) }
      let exceeded = states.count { $0 == .exceeded }
      let tight = states.count { $0 == .tight }
      let hasModules = check.rows.contains(where: \.isModule)
      let remark = "of \(check.rows.count) devices\(hasModules ? ", volumes and modules" : " and volumes")"
      if exceeded > 0 {
        return Card(label: "Budgets", figure: "✕ \(exceeded) exceeded", remark: remark, mood: "bad")
      }
      if tight > 0 {
        // A warning level may be far below the limit, so "nearly full" would be wrong.
        let words = check.isWarned ? "to watch" : "nearly full"
        return Card(label: "Budgets", figure: "▲ \(tight) \(words)", remark: remark, mood: "tight")
      }
      return Card(label: "Budgets", figure: "✓ All fit", remark: remark, mood: "good")
    }

    /// The one with the smallest free share.
    private static func fullest(_ check: BudgetCheck, packed: Set<Budget.Subject>) -> Card? {
      let rows = check.rows.filter { row in
        row.limit > 0 && !row.isModule && (packed.contains(row.subject) || row.needs > row.limit)
      }
      guard
        let row = rows.max(by: {
          Double($0.needs) / Double($0.limit) < Double($1.needs) / Double($1.limit)
        })
      else { return nil }
      let room = Double(row.limit) - Double(row.needs)
      let remark = room < 0 ? "over by \(PageText.short(-room))" : "\(PageText.short(room)) free"
      return Card(
        label: "Fullest", figure: PageText.percentage(Double(row.needs), of: Double(row.limit)),
        remark: "\(PageText.name(row.title)), \(remark)", mood: "")
    }

    private static func compression(_ maps: [FlashMap]) -> Card? {
      let streams = maps.flatMap(\.volumes).flatMap(\.streams)
      guard let stream = streams.max(by: { $0.encodedSize < $1.encodedSize }) else { return nil }
      let used = stream.volumes.reduce(0.0) { $0 + Double($1.used) }
      return Card(
        label: "Compressed", figure: PageText.short(stream.encodedSize),
        remark: "\(PageText.name(stream.codec)) of \(PageText.short(stream.size))"
          + (used > 0 ? ", \(PageText.short(used)) of it in use" : ""), mood: "")
    }

    private static func modules(_ trees: [SizeTree]) -> Card? {
      guard !trees.isEmpty else { return nil }
      let volumes = trees.flatMap(\.children)
      let files = volumes.flatMap(\.children)
      let decoded = PageText.short(files.reduce(0.0) { $0 + Double($1.raw) })
      return Card(
        label: "Files", figure: PageText.grouped(files.count),
        remark: "in \(volumes.count) volumes, \(decoded) decoded", mood: "")
    }
  }
}
