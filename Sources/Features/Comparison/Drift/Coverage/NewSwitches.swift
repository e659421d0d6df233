import Manifests

/// The macros that members ask for after a change, and that none asked for before.
///
/// A switch that the change gives to several members is meant for the family, so siblings are expected to have what it
/// switches on. One that a single member gets is tried out there, or is about what only that member has. One without
/// new lines under it gives an old switch another name.
package struct NewSwitches: Sendable {
  /// The members that ask for it, by the macro.
  package let members: [String: [String]]
  /// Those that siblings are expected to have.
  package let shared: Set<String>

  /// - Parameters:
  ///   - before: the macros that each member asks for before the change.
  ///   - after: the same after the change, for members that there were before.
  ///   - declared: macros that configurations of the family set.
  package init(
    before: [Set<String>], after: [(member: String, macros: Set<String>)], declared: Set<String>,
    manifests: [ChangedManifest]
  ) {
    let known = before.reduce(into: Set<String>()) { $0.formUnion($1) }
    var members: [String: [String]] = [:]
    for (member, macros) in after {
      for macro in macros where !known.contains(macro) { members[macro, default: []].append(member) }
    }
    self.members = members
    var guarding: Set<String> = []
    for manifest in manifests {
      for line in manifest.lines where line.side == .after && !line.line.isConditional {
        for wishes in line.line.ways { guarding.formUnion(manifest.macros(in: wishes, .after)) }
      }
    }
    shared = Set(
      members.filter { macro, members in
        declared.contains(macro) || members.count > 1 && guarding.contains(macro)
      }.keys)
  }

  /// Whether siblings without the switch are not expected to have it.
  package func isOwn(_ macro: String) -> Bool { members[macro] != nil && !shared.contains(macro) }

  /// Those of the macros that are own.
  package func own(_ macros: some Sequence<String>) -> Set<String> { Set(macros.filter(isOwn)) }
}
