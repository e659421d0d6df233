package import Diagnostics
package import Vocabulary

/// A platform description (EDK II Platform Description (DSC) File Specification) after preprocessing.
///
/// All lists are in the order of the text. If several lines set the same thing, all are present and the last
/// one applies.
package struct DSCFile: Sendable {
  package let file: SourceFile
  /// [Defines], without DEFINE and EDK_GLOBAL.
  package var defines: [DefineEntry] = []
  /// DEFINE and EDK_GLOBAL.
  package var macros: [MacroDefinition] = []
  package var skuIdentifiers: [DSCSKUIdentifier] = []
  package var defaultStores: [DSCDefaultStore] = []
  /// [Packages]: paths of DEC files.
  package var packages: [Located<String>] = []
  package var libraryClasses: [DSCLibraryClass] = []
  /// [Libraries] of EDK, the predecessor of EDK II: paths only.
  package var libraries: [Located<String>] = []
  package var components: [DSCComponent] = []
  package var pcds: [DSCPCD] = []
  package var buildOptions: [BuildOption] = []
  package var userExtensions: [UserExtension] = []

  package init(file: SourceFile) { self.file = file }
}

/// A line of [SkuIds]: `number|name[|parent]`.
package struct DSCSKUIdentifier: Sendable {
  package let number: Located<String>
  package let name: Located<String>
  package let parent: Located<String>?
}

/// A line of [DefaultStores]: `number|name`.
package struct DSCDefaultStore: Sendable {
  package let number: Located<String>
  package let name: Located<String>
}

/// A line of [LibraryClasses] or of a component's `<LibraryClasses>`: `class|path of an INF`.
package struct DSCLibraryClass: Sendable {
  package let scopes: [ModuleScope]
  package let name: Located<LibraryClassName>
  package let path: Located<TreePath>

  /// A NULL library is linked into the module without a class.
  package var isNull: Bool { name.value == .null }
}
