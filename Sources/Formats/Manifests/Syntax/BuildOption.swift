package import Vocabulary

/// A line of a [BuildOptions] section,
/// `[FAMILY:]TARGET_TOOLCHAIN_ARCH_TOOL_ATTRIBUTE = value` (or `==`).
package struct BuildOption: Sendable {
  /// The qualifiers of a section header.
  package struct Scope: Hashable, Sendable {
    package let arch: Qualifier<Architecture>
    /// EDK or EDKII; "COMMON" for both.
    package let codeBase: String
    package let moduleType: Qualifier<ModuleType>

    package init(arch: Qualifier<Architecture>, codeBase: String, moduleType: Qualifier<ModuleType>) {
      self.arch = arch
      self.codeBase = codeBase
      self.moduleType = moduleType
    }
  }

  /// The five parts of the key; each may be `*`.
  package struct Key: Hashable, Sendable {
    package let target: String
    package let toolChain: String
    package let arch: String
    /// CC, DLINK, ASL …
    package let tool: String
    /// FLAGS, PATH …
    package let attribute: String

    package init(target: String, toolChain: String, arch: String, tool: String, attribute: String) {
      self.target = target
      self.toolChain = toolChain
      self.arch = arch
      self.tool = tool
      self.attribute = attribute
    }

    /// Whether the key applies to `architecture`. edk2 compares the parts of a key with regard to case, so
    /// `x64` matches nothing.
    package func includes(_ architecture: Architecture) -> Bool { arch == "*" || arch == architecture.name }
    /// Whether the key applies to `target`.
    package func includes(_ target: BuildTarget) -> Bool { self.target == "*" || self.target == target.name }
  }

  package let scopes: [Scope]
  /// GCC, MSFT, INTEL …; nil for all.
  package let family: Located<String>?
  package let key: Located<Key>
  /// `==` replaces earlier options, `=` appends.
  package let isReplacement: Bool
  package let value: Located<String>
}
