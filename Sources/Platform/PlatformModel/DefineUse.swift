import Bytes
package import Diagnostics
package import Manifests

/// The macros of a command line, and what manifests ask for: those of one platform, or of several that one command
/// is about.
package struct DefineUse: Sendable {
  /// In the order of the command line, each once.
  package private(set) var given: [String] = []
  private var asked: Set<String> = []
  private var isIncomplete = false

  package init() {}

  package init(given: [String], uses: MacroUses) {
    for name in given where !self.given.contains(name) { self.given.append(name) }
    asked = uses.names
    isIncomplete = uses.isIncomplete
  }

  package mutating func add(_ other: DefineUse) {
    for name in other.given where !given.contains(name) { given.append(name) }
    asked.formUnion(other.asked)
    isIncomplete = isIncomplete || other.isIncomplete
  }

  /// Names that edk2's `build` itself looks for among the macros of its command line (BaseTools: `build.py`,
  /// `DscBuildData.py`, `GenVar.py`, `BuildClassObject.py`), and those that it sets.
  private static let askedByBuild: Set<String> = [
    "FIX_LOAD_TOP_MEMORY_ADDRESS", "PCD_DYNAMIC_AS_DYNAMICEX", "VPD_AUTHENTICATED_VARIABLE_STORE",
    "PREBUILD", "POSTBUILD", "ARCH", "FAMILY", "TARGET", "TOOLCHAIN", "TOOL_CHAIN_TAG", "WORKSPACE",
    "EDK_TOOLS_PATH",
  ]

  /// The given names that nothing asks for.
  package var unused: [String] {
    given.filter { !asked.contains($0) && !Self.askedByBuild.contains($0) }
  }

  /// A warning for each name that nothing asks for; none if a file that could ask for it was not read.
  package var warnings: [Diagnostic] {
    if isIncomplete { return [] }
    return unused.map { name in
      let nearest = EditDistance.nearest(to: name, among: asked)
      return .defineUnused(
        name,
        fix: nearest.map { "write -D \($0) if that is meant" }
          ?? "take it out; 'kiln switches' lists the macros that change the platform")
    }
  }
}

extension PlatformResolver {
  /// What the command line defines and the manifests ask for.
  var defineUse: DefineUse { DefineUse(given: configuration.defines.map(\.name), uses: uses) }

  /// Reports macros of the command line that nothing asks for.
  ///
  /// Files that are only included in branches that are not taken are read for this alone.
  mutating func checkDefines(_ preprocessor: Preprocessor) {
    guard !defineUse.unused.isEmpty else { return }
    preprocessor.readUnread(of: &uses, environment: environment)
    diagnostics.add(contentsOf: defineUse.warnings)
  }
}

extension Diagnostic {
  package static func defineUnused(_ name: String, fix: String) -> Diagnostic {
    Diagnostic(
      .defineUnused, at: .commandLine, about: .macro(name),
      "no manifest of the platform asks for the macro '\(name)'", fix: fix)
  }
}
