import Diagnostics
import Manifests
import Vocabulary

/// The lines of tools_def as one build asks them.
struct ToolDefinitions: Sendable {
  private let lines: [ToolDefinition]
  /// One for each key, the last of several, at the place of the first.
  private let rows: [ToolDefinition]
  private let tag: String

  init(_ all: [ToolDefinition], tag: String) {
    lines = all
    var rows: [ToolDefinition] = []
    var places: [BuildOption.Key: Int] = [:]
    for row in all {
      if let place = places[row.key] {
        rows[place] = row
      } else {
        places[row.key] = rows.count
        rows.append(row)
      }
    }
    self.rows = rows
    self.tag = tag
  }

  /// Whether it was made of the very same list, which is told by where the list is in memory.
  func isMade(of all: [ToolDefinition], tag: String) -> Bool {
    tag == self.tag && all.count == lines.count
      && all.withUnsafeBufferPointer { all in
        lines.withUnsafeBufferPointer { $0.baseAddress == all.baseAddress }
      }
  }

  /// FAMILY and BUILDRULEFAMILY of the tool chain; a build rule family that is not given is the family.
  var toolchain: Toolchain {
    func value(_ attribute: String) -> String? {
      rows.first {
        $0.key.toolChain == tag && $0.key.arch == "*" && $0.key.tool == "*" && $0.key.attribute == attribute
      }?.value
    }
    let family = value("FAMILY")
    return Toolchain(
      tag: tag, family: family ?? "MSFT", buildRuleFamily: value("BUILDRULEFAMILY") ?? family ?? "MSFT")
  }

  /// Of lines that apply and give one attribute of one tool, the one that names more counts.
  func options(target: BuildTarget, architecture: Architecture) -> ToolOptions {
    var options = ToolOptions()
    let matching = rows.filter { row in
      row.key.includes(target) && (row.key.toolChain == "*" || row.key.toolChain == tag)
        && row.key.includes(architecture) && row.key.attribute != "DLL"
    }
    for priority in stride(from: 15, through: 0, by: -1) {
      for row in matching where row.key.definitionPriority == priority {
        let key = ToolOptions.Key(tool: row.key.tool, attribute: row.key.attribute)
        let part = ToolOptions.Part(text: row.value, place: row.place)
        if key.attribute == ToolOptions.ruleOrder {
          if options.buildRuleOrder.isEmpty { options.setRuleOrder([part]) }
        } else if options.options[key] == nil {
          options.options[key] = .init(parts: [part])
        } else {
          options.options[key]?.replaced.append(part)
        }
      }
    }
    return options
  }
}

extension BuildOption.Key {
  /// As tools_def counts: the further to the right a named part stands, the more it weighs.
  fileprivate var definitionPriority: Int {
    (target == "*" ? 0 : 1) + (toolChain == "*" ? 0 : 2) + (arch == "*" ? 0 : 4) + (tool == "*" ? 0 : 8)
  }
}
