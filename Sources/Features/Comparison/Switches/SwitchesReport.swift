import Diagnostics
import Render
package import Vocabulary

/// `kiln switches`.
package struct SwitchesReport {
  let switches: PlatformSwitches
  let manifest: String
  let target: BuildTarget
  let roots: [String]

  /// - Parameters:
  ///   - manifest: the path of the DSC.
  ///   - roots: the folders that paths are shown relative to.
  package init(_ switches: PlatformSwitches, manifest: String, target: BuildTarget, roots: [String]) {
    self.switches = switches
    self.manifest = manifest
    self.target = target
    self.roots = roots
  }

  /// The columns of a terminal.
  private static let width = 80
  private static let longestValue = 24

  package var text: String {
    var places = PlaceText(roots: roots)
    let all = switches.switches
    let architectures = switches.architectures.map(\.name).joined(separator: " and ")
    var text = "\(places.path(manifest)) for \(architectures), \(target): "
    text += all.count == 1 ? "1 switch\n" : "\(all.count) switches\n"
    guard !all.isEmpty else { return text }
    var table = TextTable([("switch", .left), ("value", .left), ("set by", .left)])
    for found in all {
      table.add([found.name, found.value.map(Self.short) ?? "-", Self.origin(found, &places)])
    }
    var lines = table.rendered().split(separator: "\n").map(String.init)
    text += "\n" + lines.removeFirst() + "\n"
    for (line, found) in zip(lines, all) {
      text += Self.wrapped(line, hanging: 4)
      for setting in found.settings { text += Self.wrapped("  " + Self.sentence(setting), hanging: 6) }
    }
    return text
  }

  /// The value on one line, cut where it would push the other columns out of the terminal.
  private static func short(_ value: String) -> String {
    let text = value.visible
    return text.count > longestValue ? text.prefix(longestValue - 1) + "…" : text
  }

  private static func origin(_ found: PlatformSwitch, _ places: inout PlaceText) -> String {
    let usual = found.usual.map { "\(places.text($0.place))" }
    guard found.given != nil else { return usual ?? "nothing" }
    guard let usual, let value = found.usual?.value else { return "-D" }
    return "-D, otherwise \(short(value)) by \(usual)"
  }

  private static func sentence(_ setting: PlatformSwitch.Setting) -> String {
    let head = setting.value.map { $0.isEmpty ? "empty" : short($0) } ?? "without -D"
    if let error = setting.error { return "\(head): not possible, \(error.message) [\(error.code)]" }
    var parts: [String] = []
    for (verb, modules) in [
      ("adds", setting.adds), ("removes", setting.removes), ("places", setting.places),
      ("leaves out of flash", setting.unplaces),
    ] where !modules.isEmpty {
      var names: [String] = []
      for module in modules where !names.contains(module.name.text) { names.append(module.name.text) }
      parts.append("\(verb) \(names.joined(separator: ", "))")
    }
    if parts.isEmpty, setting.changedLines == 0 { return "\(head): changes nothing" }
    if parts.isEmpty { parts = ["no other modules"] }
    let lines = setting.changedLines == 1 ? "1 line differs" : "\(setting.changedLines) lines differ"
    return "\(head): \(parts.joined(separator: "; ")); \(lines)"
  }

  /// The text in lines that fit the width if its words do.
  private static func wrapped(_ text: String, hanging: Int) -> String {
    guard text.count > width else { return text + "\n" }
    var lines: [String] = []
    var line = String(text.prefix { $0 == " " })
    var isStart = true
    for word in text.dropFirst(line.count).split(separator: " ", omittingEmptySubsequences: false) {
      if isStart || line.count + 1 + word.count <= width {
        line += (isStart ? "" : " ") + word
      } else {
        while line.last == " " { line.removeLast() }
        lines.append(line)
        line = String(repeating: " ", count: hanging) + word
      }
      isStart = false
    }
    return (lines + [line]).map { $0 + "\n" }.joined()
  }
}
