package import Diagnostics
package import Inspection
import Render

/// `kiln report`: an HTML page about one or more images.
///
/// The page is a Mustache template. This type computes its values and makes the request to `kiln-page`, which
/// fills it. Nothing depends on the clock: the same values give the same bytes.
package struct PageReport {
  private let view: PageView

  /// - Parameters:
  ///   - title: the subject of the page: an image's file name, or a platform.
  ///   - version: kiln's.
  ///   - maps: a flash map for each image.
  ///   - trees: the cost trees of the images.
  ///   - history: records of any configurations, in any order; may be empty.
  ///   - findings: about limits that are exceeded.
  ///   - growth: since a base; nil without one.
  package init(
    title: String, version: String, maps: [FlashMap], trees: [SizeTree], check: BudgetCheck,
    findings: [Diagnostic] = [], history: [SizeRecord] = [], growth: SizeGrowth? = nil
  ) {
    let packed = maps.packedSubjects
    view = PageView(
      title: PageText.name(title), version: version,
      imageSizes: maps.map { "\(PageText.name($0.name)) \(PageText.exact($0.size))" }
        .joined(separator: " · "),
      cards: PageView.Card.all(maps, trees: trees, check: check, packed: packed),
      devices: maps.map { PageView.Device($0, isMemory: maps.showUnpacked($0)) },
      treemaps: trees.enumerated().map { PageView.Treemap($1, number: $0) },
      hasTreemaps: !trees.isEmpty,
      budgets: check.rows.map { PageView.BudgetRow($0, packed: packed) },
      findings: findings.map(PageView.Finding.init),
      hasBudgetGrowth: check.rows.contains { $0.growth != nil },
      growth: growth.map(PageView.Growth.init), history: PageView.History(history))
  }

  /// The JSON document that `kiln-page` reads.
  package func request(template: String) -> String {
    JSON.encode(Request(template: template, values: view))
  }

  private struct Request: Encodable {
    let template: String
    let values: PageView
  }
}

/// The values of the template, by their names there. Names from images are shortened and cleaned here; the
/// template engine escapes them.
struct PageView: Encodable {
  let title: String
  let version: String
  let imageSizes: String
  let cards: [Card]
  let devices: [Device]
  let treemaps: [Treemap]
  let hasTreemaps: Bool
  let budgets: [BudgetRow]
  let findings: [Finding]
  /// Whether any row shows growth.
  let hasBudgetGrowth: Bool
  /// nil without a base.
  let growth: Growth?
  /// nil without records.
  let history: History?
}
