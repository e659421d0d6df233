import Bytes
import Render

extension BuildComparisonReport {
  /// The request for the side-by-side page.
  ///
  /// - Parameter version: kiln's.
  package func pageRequest(template: String, version: String) -> String {
    let (nameA, nameB) = (PageText.name(comparison.nameA), PageText.name(comparison.nameB))
    let shown = comparison.images.filter { $0.repeats == nil }
    let files = shown.flatMap(\.comparison.files)
    let view = DiffPageView(
      title: "\(nameA) and \(nameB)", version: version, nameA: nameA, nameB: nameB,
      isSame: !comparison.differs,
      errors: [],
      cards: [
        .init(title: "images", figure: PageText.grouped(comparison.images.count)),
        .init(title: "files unchanged", figure: PageText.grouped(files.count { $0.verdict == .same })),
        .init(title: "changed", figure: PageText.grouped(files.count { $0.verdict == .different })),
        .init(
          title: "laid out differently", figure: PageText.grouped(files.count { $0.verdict == .rearranged })),
        .init(
          title: "only on one side",
          figure: PageText.grouped(files.count { $0.verdict == .onlyInA || $0.verdict == .onlyInB })),
      ],
      groups: shown.flatMap(Self.groups), maintainers: [], hasMaintainers: false)
    return view.request(template: template)
  }

  private static func groups(_ image: BuildComparison.Image) -> [DiffPageView.Group] {
    let name = PageText.name(image.name)
    let regions = image.comparison.regions.filter { !$0.isSame || $0.usedA != $0.usedB }
    var groups = [group("\(name): volumes and other regions", regions.map(row))]
    let verdicts: [(ImageComparison.FileRow.Verdict, String)] = [
      (.different, "changed"), (.onlyInA, "only on the left"), (.onlyInB, "only on the right"),
      (.rearranged, "same code, laid out differently"),
    ]
    for (verdict, title) in verdicts {
      groups.append(
        group("\(name): \(title)", image.comparison.files.filter { $0.verdict == verdict }.map(row)))
    }
    return groups.filter { !$0.rows.isEmpty }
  }

  private static func group(_ title: String, _ rows: [DiffPageView.Row]) -> DiffPageView.Group {
    let letters = title.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
    return DiffPageView.Group(
      title: title, anchor: String(letters), count: PageText.grouped(rows.count), rows: rows)
  }

  private static func row(_ file: ImageComparison.FileRow) -> DiffPageView.Row {
    let lines = FileChangeLines(file).lines().map(PageText.sentence)
    let isOne = lines.count == 1
    return DiffPageView.Row(
      subject: PageText.name(file.name),
      scope: isOne ? lines[0] : lines.isEmpty ? PageText.name(file.volume) : "\(lines.count) changes within",
      members: isOne ? [] : lines, hasMembers: lines.count > 1,
      a: side(file.sizeA, file.flashA.map { Int($0.rounded()) }),
      b: side(file.sizeB, file.flashB.map { Int($0.rounded()) }))
  }

  private static func row(_ region: ImageComparison.RegionRow) -> DiffPageView.Row {
    DiffPageView.Row(
      subject: PageText.name(region.name), scope: "", members: [], hasMembers: false,
      a: side(region.sizeA, nil, used: region.usedA), b: side(region.sizeB, nil, used: region.usedB))
  }

  private static func side(_ size: Int?, _ flash: Int?, used: Int? = nil) -> DiffPageView.Side {
    guard let size else { return DiffPageView.Side(pieces: [], place: "", lost: [], isMissing: true) }
    let more =
      flash.map { ["\(PageText.exact($0)) in flash"] } ?? used.map { ["\(PageText.exact($0)) used"] } ?? []
    return DiffPageView.Side(
      pieces: [.init(text: PageText.exact(size), isMarked: false)], place: more.joined(), lost: [],
      isMissing: false)
  }
}
