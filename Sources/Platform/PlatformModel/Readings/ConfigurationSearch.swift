package import Manifests
import Vocabulary

/// Looks for options of the command line with which conditions have the results that are wished for.
///
/// It tries the values that the conditions can tell from each other, few changes first. What it finds is a proposal: a
/// manifest may change a macro in front of the line, so the platform must be read with it.
package struct ConfigurationSearch: Sendable {
  /// A condition with the result it is to have.
  package struct Wish: Sendable {
    package let condition: BranchScan.Condition
    package let holds: Bool

    init(_ condition: BranchScan.Condition, _ holds: Bool) {
      self.condition = condition
      self.holds = holds
    }
  }

  private let environment: MacroEnvironment
  private let reading: PlatformReading
  /// The tool chains of tools_def.
  private let toolchains: [String]
  private let literals: [String: [String]]

  package init(_ reading: PlatformReading, toolchains: [String]) {
    self.reading = reading
    self.toolchains = toolchains
    environment = reading.environment
    literals = Dictionary(grouping: reading.uses.conditions, by: \.name).mapValues {
      $0.flatMap(\.comparedWith)
    }
  }

  /// The most combinations that are tried.
  private static let mostTrials = 20_000
  /// The most proposals.
  private static let most = 12
  /// The most options of a proposal.
  private static let largest = 5

  /// Proposals, those with few options first. Empty if the conditions cannot have these results.
  ///
  /// - Parameter start: options that every proposal has.
  package func proposals(_ wishes: [Wish], from start: ConfigurationChange = .init()) -> [ConfigurationChange]
  {
    var variables: [Variable] = []
    for wish in wishes {
      for name in wish.condition.macros where !variables.contains(.macro(name)) {
        variables.append(.macro(name))
      }
      for name in wish.condition.pcds where !variables.contains(.pcd(name)) { variables.append(.pcd(name)) }
    }
    let domains = variables.map { domain(of: $0, wishes) }
    var found: [ConfigurationChange] = []
    var trials = 0
    func descend(_ index: Int, _ change: ConfigurationChange, _ left: Int) {
      guard found.count < Self.most, trials < Self.mostTrials else { return }
      guard index < variables.count, left > 0 else {
        trials += 1
        guard left == 0 else { return }
        if wishes.allSatisfy({ holds($0.condition, with: change) == $0.holds }) { found.append(change) }
        return
      }
      for value in domains[index] {
        descend(index + 1, variables[index].setting(value, in: change), left - 1)
      }
      descend(index + 1, change, left)
    }
    for size in 0...min(Self.largest, variables.count) { descend(0, start, size) }
    return found.filter { $0 != ConfigurationChange() }
  }

  private enum Variable: Equatable {
    case macro(String)
    case pcd(String)

    func setting(_ value: String, in change: ConfigurationChange) -> ConfigurationChange {
      var change = change
      switch self {
      case .pcd(let name): change.pcds[name] = value
      case .macro("ARCH"): change.architectures = value.split(separator: " ").map { Architecture($0) }
      case .macro("TARGET"): change.target = BuildTarget(value)
      case .macro("TOOL_CHAIN_TAG"), .macro("TOOLCHAIN"): change.toolchain = value
      case .macro(let name): change.defines[name] = value
      }
      return change
    }
  }

  /// Values other than the current one, those that conditions name first.
  private func domain(of variable: Variable, _ wishes: [Wish]) -> [String] {
    let named = wishes.flatMap(\.condition.literals).filter { !$0.contains(".") }
    var values: [String]
    var current: String?
    switch variable {
    case .macro("FAMILY"), .macro("WORKSPACE"): return []
    case .macro("ARCH"):
      current = reading.architectures.map(\.name).joined(separator: " ")
      values = reading.supported.map(\.name) + [reading.supported.map(\.name).joined(separator: " ")]
    case .macro("TARGET"):
      current = value(of: "TARGET", with: .init())
      values = BuildTarget.usual.map(\.name) + named
    case .macro("TOOL_CHAIN_TAG"), .macro("TOOLCHAIN"):
      current = value(of: "TOOL_CHAIN_TAG", with: .init())
      values =
        toolchains.filter { tag in named.contains { tag == $0 } } + toolchains.prefix(1)
        + toolchains.suffix(1)
    case .macro(let name):
      current = value(of: name, with: .init())
      let compared = literals[name] ?? []
      let isSwitch = compared.allSatisfy { ["TRUE", "FALSE"].contains($0.uppercased()) }
      values = isSwitch ? ["TRUE", "FALSE"] + named : compared + named
      if !isSwitch { values += values.flatMap(\.neighbours) + ["TRUE", "FALSE"] }
    case .pcd(let name):
      current = environment.commandLinePCDs[name] ?? environment.pcdValues[name]
      values = ["TRUE", "FALSE"] + named
    }
    var seen: Set<String> = current.map { [$0] } ?? []
    for value in values { values += value.neighbours }
    return values.filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  private func holds(_ condition: BranchScan.Condition, with change: ConfigurationChange) -> Bool? {
    let isAboutExistence = condition.kind != .expression
    return condition.holds(
      macro: { name in isAboutExistence ? definition(of: name, with: change) : value(of: name, with: change)
      },
      pcd: { name in change.pcds[name] ?? environment.commandLinePCDs[name] ?? environment.pcdValues[name] })
  }

  private func value(of name: String, with change: ConfigurationChange) -> String? {
    switch name {
    case "TARGET": change.target?.name ?? environment.global[name]
    case "TOOL_CHAIN_TAG", "TOOLCHAIN": change.toolchain ?? environment.global[name]
    case "ARCH":
      (change.architectures ?? reading.architectures).map(\.name).joined(separator: " ")
    default: definition(of: name, with: change) ?? environment.global[name]
    }
  }

  private func definition(of name: String, with change: ConfigurationChange) -> String? {
    change.defines[name] ?? environment.commandLine[name] ?? environment.edkGlobal[name]
      ?? environment.platform[name]
  }
}

extension String {
  /// The integers beside a number, which a comparison can tell from it.
  fileprivate var neighbours: [String] {
    guard let number = hasPrefix("0x") || hasPrefix("0X") ? Int(dropFirst(2), radix: 16) : Int(self),
      number > 0, number < Int.max
    else { return [] }
    return [String(number + 1), String(number - 1)]
  }
}
