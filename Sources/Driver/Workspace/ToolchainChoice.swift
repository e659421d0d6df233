import Diagnostics
import Manifests
import Vocabulary

/// The tool chain of a build: that of the command line, else of target.txt, else the tree's.
struct ToolchainChoice {
  /// As in `-t`.
  let tag: String
  let target: BuildTarget
  let definition: ToolsDefinition
  /// Where target.txt names the tool chain; nil if it is not from there.
  private(set) var place: Diagnostic.Place?
  private(set) var warnings: [Diagnostic] = []

  init(_ selection: PlatformSelection, _ definition: ToolsDefinition) {
    self.definition = definition
    target = selection.target
    if let given = selection.givenToolchain {
      tag = given
      return
    }
    let tree = definition.tag(PlatformSelection.usualToolchain)
    let listed = selection.defaults.toolchains
    // edk2 passes over tags that are not defined as long as there is one that is.
    guard let named = listed.first(where: definition.toolChains.contains) ?? listed.first else {
      tag = tree
      return
    }
    let place = selection.defaults.toolchainPlace
    // The template of target.txt names Visual Studio.
    if let place, let family = definition.family(of: named)?.value, family != "GCC" {
      tag = tree
      warnings = [.targetTextUnsuited([named], instead: [tree], at: place, option: "-t")]
      return
    }
    tag = named
    self.place = place
  }

  /// - Throws: `target-unknown` if neither tools_def nor edk2's own knows the target.
  func checkTarget() throws(DiagnosticError) {
    let known = definition.targets
    if known.contains(target.name) { return }
    throw DiagnosticError(.targetUnknown(target, known: known, definition))
  }
}

extension ToolsDefinition {
  /// The names of all build targets: edk2's own, and those that definitions are for.
  fileprivate var targets: [String] {
    let defined = Set(definitions.map(\.key.value.target)).subtracting(["*"])
    return defined.union(BuildTarget.usual.map(\.name)).sorted()
  }
}

extension Diagnostic {
  static func targetUnknown(
    _ target: BuildTarget, known: [String], _ definition: ToolsDefinition
  ) -> Diagnostic {
    Diagnostic(
      .targetUnknown, at: .commandLine,
      "expected a build target that \(definition.file.path) defines, found '\(target)'",
      fix: "use one of \(known.joined(separator: ", ")) with -b")
  }
}
