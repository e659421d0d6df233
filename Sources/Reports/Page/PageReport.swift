package import Analysis

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
  ///   - history: a course of one configuration or several; empty where there is none.
  ///   - forecasts: of volumes, by name.
  ///   - growth: two records to compare; nil where there is no base.
  package init(
    title: String, version: String, maps: [FlashMap], trees: [SizeTree], check: BudgetCheck,
    history: [SizeRecord] = [], forecasts: [(subject: String, text: String)] = [],
    growth: (base: SizeRecord, now: SizeRecord)? = nil
  ) {
    let packed = maps.packedSubjects
    let growth = growth.map { PageView.Growth(from: $0.base, to: $0.now) }
    let history = PageView.History(history, forecasts: forecasts)
    view = PageView(
      title: PageText.name(title), version: version,
      imageSizes: maps.map { "\(PageText.name($0.name)) \(PageText.exact($0.size))" }
        .joined(separator: " · "),
      cards: PageView.Card.all(maps, trees: trees, check: check, packed: packed),
      devices: maps.map { PageView.Device($0, isMemory: maps.showUnpacked($0)) },
      treemaps: trees.enumerated().map { PageView.Treemap($1, number: $0) },
      hasTreemaps: !trees.isEmpty,
      budgets: check.rows.map { PageView.BudgetRow($0, packed: packed) },
      growth: growth, history: history)
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
  /// Nil where there is no base.
  let growth: Growth?
  /// Nil where there is neither a course nor a forecast.
  let history: History?
}
