import Render

extension PageView {
  /// Changes since a base, worded like `kiln check --base`.
  struct Growth: Encodable {
    let baseName: String
    let subjects: [Row]
    let hasModules: Bool
    let modules: [Row]
    let hidden: String?

    struct Row: Encodable {
      let grownName: String
      let place: String
      let before: String
      let after: String
      let change: String
      /// Change in bytes of flash; empty if it is unknown.
      let flashChange: String
      /// `more`, `less` or `same`, for the style sheet.
      let direction: String
      let flashDirection: String
    }

    /// How many modules are shown, those with the largest changes first.
    private static let mostModules = 20

    init(_ growth: SizeGrowth) {
      baseName = PageText.sentence(growth.baseWithAge)
      subjects = growth.subjects.map { subject in
        Row(
          subject.name, place: subject.kind.rawValue, subject.used, flash: nil, verdict: subject.verdict)
      }
      modules = growth.modules.prefix(Self.mostModules).map { module in
        Row(
          module.name, place: module.volume, module.raw, flash: module.flashDifference,
          verdict: module.verdict)
      }
      hasModules = !modules.isEmpty
      let hidden = growth.modules.count - modules.count
      self.hidden = hidden > 0 ? "and \(hidden) more" : nil
    }
  }
}

extension PageView.Growth.Row {
  fileprivate init(
    _ name: String, place: String, _ bytes: SizeGrowth.Change, flash: Double?, verdict: SizeGrowth.Verdict
  ) {
    grownName = PageText.name(name)
    self.place = PageText.name(place)
    before = bytes.before.map(PageText.exact) ?? "–"
    after = bytes.after.map(PageText.exact) ?? "–"
    change =
      switch verdict {
      case .added: "new"
      case .removed: "gone"
      case .grown, .shrunk, .same: PageText.change(bytes.difference)
      }
    direction = Self.direction(bytes.difference)
    let flash = flash?.wholeBytes
    flashChange = flash.map(PageText.change) ?? ""
    flashDirection = Self.direction(flash ?? 0)
  }

  private static func direction(_ difference: Int) -> String {
    difference > 0 ? "more" : difference < 0 ? "less" : "same"
  }
}
