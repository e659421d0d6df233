package import Inspection
import Render

/// `kiln report`: a page about one or more images.
///
/// The page itself is a template; this says what goes into its holes, as a request to the program that fills
/// them. Nothing here depends on the clock: the same values give the same bytes.
package struct PageReport {
  private let view: PageView

  /// - Parameters:
  ///   - title: what the page is about: an image's file, or a platform.
  ///   - version: kiln's.
  ///   - maps: a flash map for each image.
  ///   - trees: what costs how much, one for each image whose costs are its own.
  ///   - history: records of one configuration or several, in any order; empty where there are none.
  ///   - growth: since a base; nil where there is none.
  package init(
    title: String, version: String, maps: [FlashMap], trees: [SizeTree], check: BudgetCheck,
    history: [SizeRecord] = [], growth: SizeGrowth? = nil
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
      hasBudgetGrowth: check.rows.contains { $0.growth != nil },
      growth: growth.map(PageView.Growth.init), history: PageView.History(history))
  }

  /// The document that `kiln-page` takes.
  package func request(template: String) -> String {
    JSON.encode(Request(template: template, values: view))
  }

  private struct Request: Encodable {
    let template: String
    let values: PageView
  }
}

/// The holes of the template by their names. Names that come out of images are shortened and cleaned here, and
/// escaped where they are put in.
struct PageView: Encodable {
  let title: String
  let version: String
  let imageSizes: String
  let cards: [Card]
  let devices: [Device]
  let treemaps: [Treemap]
  let hasTreemaps: Bool
  let budgets: [BudgetRow]
  /// Whether a row says how much it has grown.
  let hasBudgetGrowth: Bool
  /// Nil where there is no base.
  let growth: Growth?
  /// Nil without records.
  let history: History?
}
