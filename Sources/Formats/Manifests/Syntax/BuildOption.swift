/// A line of a [BuildOptions] section,
/// `[FAMILY:]TARGET_TOOLCHAIN_ARCH_TOOL_ATTRIBUTE = value` (or `==`).
package struct BuildOption: Sendable {
  /// The qualifiers of a section header, in upper case, "COMMON" for all.
  package struct Scope: Hashable, Sendable {
    package let arch: String
    /// EDK or EDKII.
    package let codeBase: String
    package let moduleType: String

    package init(arch: String, codeBase: String, moduleType: String) {
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
  }

  package let scopes: [Scope]
  /// GCC, MSFT, INTEL …; nil for all.
  package let family: Located<String>?
  package let key: Located<Key>
  /// `==` replaces what was there, `=` appends.
  package let isReplacement: Bool
  package let value: Located<String>
}
