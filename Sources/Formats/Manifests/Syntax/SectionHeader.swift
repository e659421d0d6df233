package import Diagnostics
package import Vocabulary

/// A section header such as `[LibraryClasses.common.PEIM, LibraryClasses.X64]`.
package struct SectionHeader: Sendable {
  /// One of the names between the commas.
  package struct Item: Sendable {
    /// In upper case.
    package let name: String
    /// The parts after the name, separated by dots, without quotation marks, as written.
    package let qualifiers: [Located<String>]
    package let range: SourceRange

    /// The qualifier at `index` in upper case; COMMON if there is none.
    package func qualifier(_ index: Int) -> String {
      index < qualifiers.count ? qualifiers[index].value.uppercased() : SectionHeader.common
    }
    package var architecture: Qualifier<Architecture> {
      qualifiers.first.map { Qualifier($0.value) } ?? .common
    }
    /// The qualifier at `index` as a module type.
    func moduleType(_ index: Int) -> Qualifier<ModuleType> {
      index < qualifiers.count ? Qualifier(qualifiers[index].value) : .common
    }
  }

  /// The meaning of a missing qualifier.
  package static let common = "COMMON"

  package let items: [Item]
  package let range: SourceRange
  /// The architectures; `[.common]` if the header names none.
  package let arches: [Qualifier<Architecture>]

  init(items: [Item], range: SourceRange) {
    self.items = items
    self.range = range
    arches = items.map { $0.architecture }
  }

  /// The name of the first item, in upper case.
  package var name: String { items.first?.name ?? "" }
  package var moduleScopes: [ModuleScope] {
    items.map { ModuleScope(arch: $0.architecture, moduleType: $0.moduleType(1)) }
  }
}

/// The modules to which a fact applies.
package struct ModuleScope: Hashable, Sendable {
  package let arch: Qualifier<Architecture>
  package let moduleType: Qualifier<ModuleType>

  package init(arch: Qualifier<Architecture>, moduleType: Qualifier<ModuleType>) {
    self.arch = arch
    self.moduleType = moduleType
  }
}
