package import Vocabulary

/// A line of one of the DSC's PCD sections.
package struct DSCPCD: Sendable {
  /// The section that contains the line (EDK II DSC Specification, 2.6 "PCD Sections").
  package enum Kind: String, Sendable, CaseIterable {
    case featureFlag = "PCDSFEATUREFLAG"
    case fixedAtBuild = "PCDSFIXEDATBUILD"
    case patchableInModule = "PCDSPATCHABLEINMODULE"
    case dynamicDefault = "PCDSDYNAMICDEFAULT"
    case dynamicHII = "PCDSDYNAMICHII"
    case dynamicVPD = "PCDSDYNAMICVPD"
    case dynamicExDefault = "PCDSDYNAMICEXDEFAULT"
    case dynamicExHII = "PCDSDYNAMICEXHII"
    case dynamicExVPD = "PCDSDYNAMICEXVPD"
  }

  package struct Scope: Hashable, Sendable {
    package let arch: Qualifier<Architecture>
    /// As written; "COMMON" if the header has none.
    package let sku: String
    /// As written; "COMMON" if the header has none.
    package let defaultStore: String

    package init(arch: Qualifier<Architecture>, sku: String = "COMMON", defaultStore: String = "COMMON") {
      self.arch = arch
      self.sku = sku
      self.defaultStore = defaultStore
    }
  }

  package let kind: Kind
  package let scopes: [Scope]
  package let name: Located<PCDName>
  /// The field of a structure PCD with its dots and indices, such as `Block[0].Size`.
  package let field: Located<String>?
  /// The parts after the name, separated by `|`: the value, then VOID* and a size; for HII the variable's name,
  /// its GUID, the offset, the default and attributes; for VPD the offset, the size and the value. Surrounding
  /// blanks are removed; empty parts are kept.
  package let parts: [Located<String>]

  /// The default value, at the position that the kind of section defines; nil if the line has none.
  package var value: Located<String>? {
    let index =
      switch kind {
      case .dynamicHII, .dynamicExHII: 3
      case .dynamicVPD, .dynamicExVPD: parts.count == 2 ? 1 : 2
      default: 0
      }
    return index < parts.count && !parts[index].value.isEmpty ? parts[index] : nil
  }
}
