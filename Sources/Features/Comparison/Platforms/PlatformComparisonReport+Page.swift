import Diagnostics
import Render

extension PlatformComparisonReport {
  /// The request for the side-by-side page.
  ///
  /// - Parameter version: kiln's.
  package func pageRequest(template: String, version: String) -> String {
    var writer = PlatformComparisonPage(self)
    return writer.view(version: version).request(template: template)
  }
}

private struct PlatformComparisonPage {
  let report: PlatformComparisonReport
  let comparison: PlatformComparison
  var placesA: PlaceText
  var placesB: PlaceText

  init(_ report: PlatformComparisonReport) {
    self.report = report
    comparison = report.comparison
    placesA = PlaceText(roots: report.rootsA)
    placesB = PlaceText(roots: report.rootsB)
  }

  mutating func view(version: String) -> DiffPageView {
    let (nameA, nameB) = (PageText.name(comparison.nameA), PageText.name(comparison.nameB))
    var groups = [
      group("Modules only in \(nameA)", comparison.onlyA.map { module($0) }),
      group("Modules only in \(nameB)", comparison.onlyB.map { module($0) }),
      group("Modules in different volumes", comparison.moved.map { module($0) }),
    ]
    for topic in [FactKey.Topic.library, .pcd, .option, .dependency, .volume, .region, .rule, .macro] {
      let rows = comparison.rows.filter { $0.topic == topic }
      groups.append(group(DriftWords.headline(topic), rows.map { row($0) }))
    }
    groups.append(
      group("Consequences in modules of both", comparison.consequences.map { row($0) }))
    return DiffPageView(
      title: "\(nameA) and \(nameB)", version: version, nameA: nameA, nameB: nameB,
      isSame: !comparison.differs,
      errors: errors(nameA, comparison.errorsA) + errors(nameB, comparison.errorsB),
      cards: [
        .init(title: "modules in both", figure: PageText.grouped(comparison.sharedCount)),
        .init(title: "of them identical", figure: PageText.grouped(comparison.sameCount)),
        .init(title: "only in \(nameA)", figure: PageText.grouped(comparison.onlyA.count)),
        .init(title: "only in \(nameB)", figure: PageText.grouped(comparison.onlyB.count)),
        .init(title: "facts that differ", figure: PageText.grouped(comparison.rows.count)),
      ],
      groups: groups.filter { !$0.rows.isEmpty },
      maintainers: report.maintainers.map {
        .init(
          section: PageText.sentence($0.section), files: PageText.grouped($0.count),
          people: PageText.sentence($0.people.joined(separator: ", ")))
      }, hasMaintainers: !report.maintainers.isEmpty)
  }

  private func errors(_ name: String, _ errors: [Diagnostic]) -> [String] {
    errors.map { "\(name) cannot be built: \(PageText.sentence($0.message))" }
  }

  private func group(_ title: String, _ rows: [DiffPageView.Row]) -> DiffPageView.Group {
    let letters = title.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
    return DiffPageView.Group(
      title: title, anchor: String(letters), count: PageText.grouped(rows.count), rows: rows)
  }

  private mutating func module(_ row: PlatformComparison.ModuleRow) -> DiffPageView.Row {
    let raw = row.size.map { [PageText.exact($0.raw)] } ?? []
    let flash = row.size?.compressed.map { ["\(PageText.exact($0)) in flash"] } ?? []
    return DiffPageView.Row(
      subject: PageText.name(row.name),
      scope: PageText.sentence(([row.path] + raw + flash).joined(separator: " · ")),
      members: [], hasMembers: false,
      a: side(DiffPageView.Side.both(row.a?.value, nil, byWord: false).a, row.a, &placesA, adds: true),
      b: side(DiffPageView.Side.both(nil, row.b?.value, byWord: false).b, row.b, &placesB, adds: true))
  }

  private mutating func row(_ row: PlatformComparison.Row) -> DiffPageView.Row {
    let words = [.option, .dependency, .volume].contains(row.topic)
    let adds = [.option, .dependency].contains(row.topic)
    let (one, other) = DiffPageView.Side.both(row.a?.value, row.b?.value, byWord: words)
    let modules = row.modules.map(PageText.sentence)
    let isOne = modules.count == 1
    return DiffPageView.Row(
      subject: PageText.sentence(row.topic == .dependency ? modules.first ?? "" : row.subject),
      scope: isOne ? modules[0] : modules.isEmpty ? "" : "\(modules.count) modules",
      members: isOne ? [] : modules, hasMembers: modules.count > 1,
      a: side(one, row.a, &placesA, adds: adds), b: side(other, row.b, &placesB, adds: adds))
  }

  /// - Parameter adds: Whether the decisions add up, instead of the last one overriding the others.
  private func side(
    _ pieces: [DiffPageView.Piece], _ opinion: PlatformComparison.Opinion?, _ places: inout PlaceText,
    adds: Bool
  ) -> DiffPageView.Side {
    let decisions = opinion?.decisions ?? []
    let others = decisions.dropLast().reversed().map { decision in
      let place = places.text(decision.place)
      return PageText.sentence(adds ? place : "overrides \(decision.value), \(place)")
    }
    return DiffPageView.Side(
      pieces: pieces, place: decisions.last.map { PageText.sentence(places.text($0.place)) } ?? "",
      lost: others, isMissing: opinion == nil)
  }
}
