import Analysis
import Bytes

extension PageView {
  /// What has changed since a base.
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
      /// `more`, `less` or `same`, which the sign says too.
      let direction: String
    }

    /// How many modules are shown: those that changed most.
    private static let mostModules = 40

    init(from base: SizeRecord, to now: SizeRecord) {
      let revision = base.revision.map { " at \(PageText.name(String($0.prefix(12))))" } ?? ""
      baseName = "\(PageText.name(base.platform))\(revision), \(PageText.day(base.time))"
      var before: [String: SizeRecord.Subject] = [:]
      for subject in base.subjects { before[subject.name] = subject }
      subjects = now.subjects.map { subject in
        Row(
          subject.name, place: subject.kind.rawValue, before: before[subject.name]?.used,
          after: subject.used)
      }
      // A module is its GUID and its volume: the same one may stand in several.
      var old: [ModuleKey: SizeRecord.Module] = [:]
      for module in base.modules { old[ModuleKey(module)] = module }
      var pairs: [(before: SizeRecord.Module?, after: SizeRecord.Module?)] = []
      for module in now.modules { pairs.append((old.removeValue(forKey: ModuleKey(module)), module)) }
      pairs += base.modules.filter { old[ModuleKey($0)] != nil }.map { ($0, nil) }
      let changed = pairs.filter { $0.before?.raw != $0.after?.raw }.enumerated().sorted { one, other in
        (Self.weight(other.element), one.offset) < (Self.weight(one.element), other.offset)
      }.map(\.element)
      modules = changed.prefix(Self.mostModules).map { before, after in
        Row(
          after?.name ?? before?.name ?? "", place: after?.volume ?? before?.volume ?? "",
          before: before?.raw, after: after?.raw)
      }
      hasModules = !modules.isEmpty
      let hidden = changed.count - modules.count
      self.hidden = hidden > 0 ? "and \(hidden) more" : nil
    }

    private static func weight(_ pair: (before: SizeRecord.Module?, after: SizeRecord.Module?)) -> Double {
      (Double(pair.after?.raw ?? 0) - Double(pair.before?.raw ?? 0)).magnitude
    }

    private struct ModuleKey: Hashable {
      let guid: GUID
      let volume: String

      init(_ module: SizeRecord.Module) {
        guid = module.guid
        volume = module.volume
      }
    }
  }
}

extension PageView.Growth.Row {
  fileprivate init(_ name: String, place: String, before: Int?, after: Int?) {
    grownName = PageText.name(name)
    self.place = PageText.name(place)
    self.before = before.map(PageText.exact) ?? "–"
    self.after = after.map(PageText.exact) ?? "–"
    let (difference, overflow) = (after ?? 0).subtractingReportingOverflow(before ?? 0)
    change = overflow ? "?" : before == nil ? "new" : after == nil ? "gone" : PageText.change(difference)
    direction = difference > 0 ? "more" : difference < 0 ? "less" : "same"
  }
}
