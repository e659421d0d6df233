import Diagnostics
import Render

/// The wording of drift messages.
enum DriftWords {
  /// `X64, Ia32 and Xen`.
  static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// ` in the configuration secure`; empty if the members show it without further options.
  static func with(_ configurations: [String]) -> String {
    guard !configurations.contains(PlatformFamily.plain), !configurations.isEmpty else { return "" }
    return " in the configuration\(configurations.count == 1 ? "" : "s") \(list(configurations))"
  }

  /// The subject of a fact.
  static func subject(_ topic: FactKey.Topic, _ subject: String) -> String {
    switch topic {
    case .module, .pcd, .rule: subject
    case .library:
      subject.hasPrefix("NULL ") ? "the NULL instance \(subject.dropFirst(5))" : subject
    case .option: "the platform's part of \(subject)"
    case .dependency: "the dependency expression"
    case .region: "the flash region \(subject)"
    case .volume: "the volume \(subject)"
    case .macro: "the macro \(subject)"
    }
  }

  static func value(_ topic: FactKey.Topic, _ value: String?) -> String {
    guard let value else { return topic == .module ? "missing" : "nothing" }
    if topic == .module { return value == "in no volume" ? "built but in no volume" : "in \(value)" }
    if topic == .option { return value.isEmpty ? "nothing" : "'\(value)'" }
    return value
  }

  /// The heading of a group of facts.
  static func title(_ topic: FactKey.Topic) -> String {
    switch topic {
    case .module: "modules"
    case .library: "library instances"
    case .pcd: "PCDs"
    case .option: "build options"
    case .dependency: "dependency expressions"
    case .region: "flash regions"
    case .volume: "volumes"
    case .rule: "rules"
    case .macro: "macros"
    }
  }

  /// The title with a capital letter.
  static func headline(_ topic: FactKey.Topic) -> String {
    title(topic).prefix(1).uppercased() + title(topic).dropFirst()
  }

  /// `71 modules (A.inf, B.inf, C.inf …)`, or the name of a single module; empty for the whole platform.
  static func modules(_ modules: [String], most: Int = 3) -> String {
    guard modules.count != 1 else { return modules[0] }
    guard !modules.isEmpty else { return "" }
    let shown = modules.prefix(most).map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    let more = modules.count > most ? " …" : ""
    return "\(modules.count) modules (\(shown.joined(separator: ", "))\(more))"
  }

  /// `25 modules and libraries (A.inf, B.inf, C.inf …)`.
  static func infs(_ paths: [String], most: Int = 3) -> String {
    let shown = paths.prefix(most).map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    let more = paths.count > most ? " …" : ""
    return "\(paths.count) modules and libraries (\(shown.joined(separator: ", "))\(more))"
  }

  /// The lines that a platform lacks, each with its section.
  static func lines(_ places: [Diagnostic.Place]) -> [String] {
    var lines: [String] = []
    for case .source(let range) in places {
      let text = [range.section.map { "under \($0)" }, "'\(range.statement)'"].compactMap(\.self)
        .joined(separator: " ")
      if !lines.contains(text) { lines.append(text) }
    }
    return lines
  }

  /// Both values; for lists of words, only the words that differ.
  static func sides(_ topic: FactKey.Topic, _ a: String?, _ b: String?) -> (String?, String?) {
    guard [.option, .dependency, .volume].contains(topic), let a, let b else { return (a, b) }
    let (one, other) = (a.split(separator: " "), b.split(separator: " "))
    guard one.count + other.count > 6 else { return (a, b) }
    let difference = other.difference(from: one)
    return (
      summary(difference.removals.map(word), of: one.count),
      summary(difference.insertions.map(word), of: other.count)
    )
  }

  private static func word(_ change: CollectionDifference<Substring>.Change) -> String {
    switch change {
    case .insert(_, let word, _), .remove(_, let word, _): String(word)
    }
  }

  private static func summary(_ words: [String], of count: Int) -> String {
    let rest = count - words.count
    let others = rest == 0 ? "" : " (and \(rest) words in both)"
    return words.isEmpty ? "-\(others)" : words.joined(separator: " ") + others
  }
}
