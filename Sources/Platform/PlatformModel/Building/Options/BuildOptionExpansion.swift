import Diagnostics
import Manifests
import Vocabulary

/// Makes the options of one module out of tools_def, its INF and the DSC, by edk2's rules
/// (`_ExpandBuildOption` and `ApplyBuildOption` of its AutoGen).
///
/// The stages are tools_def, the INF, the DSC's [BuildOptions] for all, those for the module's type,
/// and the component's own; each adds to what the one before came to, or replaces it where it says `==`.
struct BuildOptionExpansion {
  let target: BuildTarget
  let toolchain: Toolchain
  let architecture: Architecture
  /// What tools_def gives.
  let tools: ToolOptions

  /// What one stage says of one option.
  struct Piece {
    var isReplacement: Bool
    var parts: [ToolOptions.Part]
  }

  typealias Stage = [ToolOptions.Key: Piece]

  /// A stage before its wildcards are expanded; one row for each family and key, in the order of the
  /// first line of each.
  struct Rows {
    struct Row {
      let family: String
      let key: BuildOption.Key
      var isReplacement: Bool
      var parts: [ToolOptions.Part]
    }

    private struct Name: Hashable {
      let family: String
      let key: BuildOption.Key
    }

    private(set) var rows: [Row] = []
    private var places: [Name: Int] = [:]

    /// How lines of one family and key go together.
    enum Merge {
      /// `=` appends whatever the attribute.
      case always
      /// `=` appends to FLAGS, what is there already left out; other attributes are replaced.
      case flags
    }

    mutating func add(_ option: BuildOption, merge: Merge) {
      let name = Name(family: option.family?.value ?? "", key: option.key.value)
      let part = ToolOptions.Part(text: option.value.value, place: .source(option.key.range))
      guard let place = places[name] else {
        places[name] = rows.count
        rows.append(
          Row(family: name.family, key: name.key, isReplacement: option.isReplacement, parts: [part]))
        return
      }
      if option.isReplacement || (merge == .flags && name.key.attribute != "FLAGS") {
        rows[place].parts = [part]
        rows[place].isReplacement = option.isReplacement
      } else if merge == .always || !contains(rows[place], part.text) {
        rows[place].parts.append(part)
      }
    }

    /// Whether the text stands in the row, behind a blank: edk2 compares text, not options.
    private func contains(_ row: Row, _ text: String) -> Bool {
      let all = Array(row.parts.map(\.text).joined(separator: " ").utf8)
      let wanted = Array(" \(text)".utf8)
      guard all.count >= wanted.count else { return false }
      return (0...(all.count - wanted.count)).contains { all[$0...].starts(with: wanted) }
    }

    mutating func remove(at places: Set<Int>) {
      rows = rows.enumerated().filter { !places.contains($0.offset) }.map(\.element)
    }
  }

  func applies(_ key: BuildOption.Key) -> Bool {
    key.includes(target) && (key.toolChain == "*" || key.toolChain == toolchain.tag)
      && key.includes(architecture)
  }

  /// The stage with its wildcards expanded. Lines without a family come first where tools_def has no
  /// BUILDRULEFAMILY, those of the FAMILY behind them.
  func expand(_ rows: Rows) -> Stage {
    var stage: Stage = [:]
    var matchesRuleFamily = false
    var hasFamilies = false
    for row in rows.rows {
      if !row.family.isEmpty {
        if isKnown(row.key.tool) { hasFamilies = true }
        guard has(row.family, "BUILDRULEFAMILY", row.key.tool) else { continue }
        matchesRuleFamily = true
      }
      add(row, to: &stage)
    }
    if matchesRuleFamily || !hasFamilies { return stage }
    for row in rows.rows where !row.family.isEmpty && has(row.family, "FAMILY", row.key.tool) {
      add(row, to: &stage)
    }
    return stage
  }

  /// Takes out, of lines that replace and that one key covers with another, the less specific ones.
  func withoutOverridden(_ rows: Rows) -> Rows {
    let candidates = rows.rows.indices.filter {
      rows.rows[$0].family == toolchain.buildRuleFamily && rows.rows[$0].isReplacement
        && applies(rows.rows[$0].key)
    }
    var gone: Set<Int> = []
    for (index, first) in candidates.enumerated() {
      for second in candidates[(index + 1)...] {
        let (one, other) = (rows.rows[first].key, rows.rows[second].key)
        guard one.overlaps(other) else { continue }
        gone.insert(one.priority > other.priority ? second : first)
      }
    }
    var result = rows
    result.remove(at: gone)
    return result
  }

  private func add(_ row: Rows.Row, to stage: inout Stage) {
    guard applies(row.key) else { return }
    let key = ToolOptions.Key(tool: row.key.tool, attribute: row.key.attribute)
    if row.key.attribute == "FLAGS", !row.isReplacement, stage[key] != nil {
      stage[key]?.parts += row.parts
    } else {
      stage[key] = Piece(isReplacement: row.isReplacement, parts: row.parts)
    }
  }

  private func isKnown(_ tool: String) -> Bool {
    tools.hasTool(tool) || tools.hasTool("*")
  }

  private func has(_ family: String, _ attribute: String, _ tool: String) -> Bool {
    tools[tool, attribute] == family || tools["*", attribute] == family
  }

  /// What the stages come to, one on top of the other.
  func combine(_ stages: [Stage]) -> ToolOptions {
    var result = tools
    var names = Set(tools.options.keys.map(\.tool))
    for stage in stages { names.formUnion(stage.keys.map(\.tool)) }
    names.remove("*")
    // What tools_def says of all tools goes to each, as does what a stage says of all.
    for (key, option) in tools.options where key.tool == "*" {
      result.options[key] = nil
      for name in names { result.add(option.parts, false, to: .init(tool: name, attribute: key.attribute)) }
    }
    for stage in stages {
      for key in stage.keys.sorted() {
        guard let piece = stage[key] else { continue }
        if key.attribute == ToolOptions.ruleOrder {
          result.setRuleOrder(piece.parts)
          continue
        }
        for tool in key.tool == "*" ? names.sorted() : [key.tool] {
          result.add(
            piece.parts, piece.isReplacement, to: .init(tool: tool, attribute: key.attribute))
        }
      }
    }
    return result
  }
}

extension ToolOptions {
  static let ruleOrder = "BUILDRULEORDER"

  func hasTool(_ tool: String) -> Bool { options.keys.contains { $0.tool == tool } }

  mutating func setRuleOrder(_ parts: [Part]) {
    buildRuleOrder = parts.flatMap { $0.text.split(separator: " ").map(String.init) }
  }

  /// A path is one value; everything else is added to.
  mutating func add(_ parts: [Part], _ isReplacement: Bool, to key: Key) {
    var option = options[key] ?? Option()
    if isReplacement || key.attribute == "PATH" {
      option.replaced += option.parts
      option.parts = parts
    } else {
      option.parts += parts
    }
    options[key] = option
  }
}

extension BuildOption.Key {
  /// Whether some option has both keys.
  func overlaps(_ other: BuildOption.Key) -> Bool {
    func meet(_ one: String, _ two: String) -> Bool { one == two || one == "*" || two == "*" }
    return meet(target, other.target) && meet(toolChain, other.toolChain) && meet(arch, other.arch)
      && meet(tool, other.tool) && meet(attribute, other.attribute)
  }

  /// The more parts are named, and the further to the right, the higher.
  var priority: Int {
    (target == "*" ? 0 : 1) + (toolChain == "*" ? 0 : 2) + (arch == "*" ? 0 : 4) + (tool == "*" ? 0 : 8)
      + (attribute == "*" ? 0 : 16)
  }
}
