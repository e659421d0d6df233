package import Diagnostics

/// A tool chain configuration (`tools_def.txt`; EDK II Build Specification, 5.3): the tools with their options
/// for each target, tool chain and architecture.
package struct ToolsDefinition: Sendable {
  /// `TARGET_TOOLCHAIN_ARCH_TOOL_ATTRIBUTE = value` with macros replaced. Each part of the key except the last
  /// may be `*`.
  package struct Definition: Sendable {
    package let key: Located<BuildOption.Key>
    package let value: Located<String>
  }

  package let file: SourceFile
  /// In the order of the text; of definitions with the same key the last applies.
  package var definitions: [Definition] = []
  /// DEFINE macros, expanded. A later definition of the same name applies from its line on.
  package var macros: [String: Located<String>] = [:]

  /// The environment variables used with `ENV(NAME)`, whether they are set or not.
  package var environmentNames: Set<String> = []

  package init(file: SourceFile) { self.file = file }

  /// `FAMILY` or `BUILDRULEFAMILY` of a tool chain: the first definition for all architectures and tools.
  package func family(of toolChain: String, attribute: String = "FAMILY") -> Located<String>? {
    definitions.first {
      let key = $0.key.value
      return key.toolChain == toolChain && key.arch == "*" && key.tool == "*" && key.attribute == attribute
    }?.value
  }

  /// The tags of all tool chains, sorted.
  package var toolChains: [String] {
    Set(definitions.map(\.key.value.toolChain)).subtracting(["*"]).sorted()
  }
}
