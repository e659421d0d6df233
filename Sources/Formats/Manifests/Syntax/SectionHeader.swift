package import Diagnostics

/// A section header such as `[LibraryClasses.common.PEIM, LibraryClasses.X64]`.
package struct SectionHeader: Sendable {
  /// One of the names between the commas.
  package struct Item: Sendable {
    /// In upper case.
    package let name: String
    /// What follows the name, dots apart, quotation marks gone, as written.
    package let qualifiers: [Located<String>]
    package let range: SourceRange

    /// The qualifier at `index` in upper case; COMMON where there is none.
    package func qualifier(_ index: Int) -> String {
      index < qualifiers.count ? qualifiers[index].value.uppercased() : SectionHeader.common
    }
  }

  /// What an absent qualifier means.
  package static let common = "COMMON"

  package let items: [Item]
  package let range: SourceRange

  /// The name of the first item, in upper case.
  package var name: String { items.first?.name ?? "" }
  /// The architectures, in upper case; `["COMMON"]` when the header names none.
  package var arches: [String] { items.map { $0.qualifier(0) } }
  package var moduleScopes: [ModuleScope] {
    items.map { ModuleScope(arch: $0.qualifier(0), moduleType: $0.qualifier(1)) }
  }
}

/// To which modules a fact applies; both in upper case, "COMMON" for all.
package struct ModuleScope: Hashable, Sendable {
  package let arch: String
  package let moduleType: String

  package init(arch: String, moduleType: String) {
    self.arch = arch
    self.moduleType = moduleType
  }
}
