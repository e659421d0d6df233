package import Diagnostics
import Manifests
package import PlatformModel
package import Vocabulary

/// The switches of a platform: each macro that a condition of its DSC, its FDF or an included file asks for.
package struct PlatformSwitches: Sendable {
  package let architectures: [Architecture]
  /// In the order of their names.
  package private(set) var switches: [PlatformSwitch] = []
  /// Errors and warnings of the platform as it was given.
  package let diagnostics: [Diagnostic]

  /// What the build sets, and the command line cannot.
  private static let setByBuild: Set<String> = [
    "ARCH", "FAMILY", "TARGET", "TOOLCHAIN", "TOOL_CHAIN_TAG", "WORKSPACE",
  ]

  /// Resolves the platform once as it was given, and once more for each other value of a switch.
  ///
  /// - Parameter defines: those of the command line.
  package init(_ trials: PlatformTrials, defines: [(name: String, value: String)]) {
    let (base, uses, warnings) = trials.outline(defining: defines)
    architectures = base.architectures
    diagnostics = base.errors + warnings
    let given = Dictionary(defines.map { ($0.name, $0.value) }) { $1 }
    let conditions = Dictionary(grouping: uses.conditions, by: \.name)
    for name in conditions.keys.sorted() where !Self.setByBuild.contains(name) {
      let own = conditions[name] ?? []
      var found = PlatformSwitch(
        name: name, given: given[name], usual: uses.usualValue(of: name, isGiven: given[name] != nil),
        conditions: own.map { .source($0.range) })
      for value in SwitchValues(own).others(given: found.given, usual: found.usual?.value) {
        let others = defines.filter { $0.name != name }
        let trial = trials.outline(defining: others + (value.map { [(name: name, value: $0)] } ?? []))
        found.settings.append(PlatformSwitch.Setting(value, from: base, to: trial.outline))
      }
      switches.append(found)
    }
  }
}

extension MacroUses {
  /// The value without `-D`. A DEFINE below `!ifndef` is only read without it, so it counts for a macro that is given.
  fileprivate func usualValue(of name: String, isGiven: Bool) -> (value: String, place: Diagnostic.Place)? {
    let own = definitions.filter { $0.name == name }
    let found = own.last(where: \.isTaken) ?? (isGiven ? own.first : nil)
    return found.map { ($0.value, .source($0.range)) }
  }
}
