import BaseTools
import Diagnostics

extension BaseToolsBehaviour {
  /// The behaviours that `--follow` names.
  ///
  /// - Throws: `tool-behaviour` for a name that is not of one in `known`.
  static func named(
    _ names: [String], of known: [BaseToolsBehaviour]
  ) throws(DiagnosticError) -> Set<BaseToolsBehaviour> {
    var found: Set<BaseToolsBehaviour> = []
    for name in names {
      guard let behaviour = known.first(where: { $0.name == name }) else {
        throw DiagnosticError(.toolBehaviour(name, known: known.map(\.name)))
      }
      found.insert(behaviour)
    }
    return found
  }
}

extension Diagnostic {
  fileprivate static func toolBehaviour(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .toolBehaviour, at: .commandLine,
      "expected \(known.joined(separator: ", ")) for --follow, found '\(name)'",
      fix: "use a name that Documentation/basetools.md has for this tool, or build again with this kiln")
  }
}
