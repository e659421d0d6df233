package import Bytes
package import Diagnostics
package import Vocabulary

/// A package declaration (EDK II Package Declaration (DEC) File Specification).
package struct DECFile: Sendable {
  package let file: SourceFile
  package var defines: [DefineEntry] = []
  package var includes: [DECInclude] = []
  package var libraryClasses: [DECLibraryClass] = []
  package var guids: [DECGUID] = []
  package var protocols: [DECGUID] = []
  package var ppis: [DECGUID] = []
  package var pcds: [DECPCD] = []
  package var userExtensions: [UserExtension] = []
  /// DEFINE statements.
  package var macros: [MacroDefinition] = []

  package init(file: SourceFile) { self.file = file }
}

extension DECFile {
  package var packageName: Located<String>? { defines["PACKAGE_NAME"] }
}

/// A line of [Includes].
package struct DECInclude: Sendable {
  package let arches: [Qualifier<Architecture>]
  /// Whether it is only for modules of the package itself.
  package let isPrivate: Bool
  /// Relative to the DEC's folder.
  package let path: Located<String>
}

/// A line of [LibraryClasses]: `class|header`.
package struct DECLibraryClass: Sendable {
  package let arches: [Qualifier<Architecture>]
  package let isPrivate: Bool
  package let name: Located<LibraryClassName>
  /// Relative to the DEC's folder.
  package let header: Located<String>
}

/// A line of [Guids], [Protocols] or [Ppis]: `CName = {C structure}`.
package struct DECGUID: Sendable {
  package let arches: [Qualifier<Architecture>]
  package let isPrivate: Bool
  package let name: Located<String>
  package let value: Located<GUID>
  /// The C initialiser as written: AutoGen.c repeats it.
  package let text: String
}

/// A PCD that a package declares: `TokenSpace.Name|default|type|token`.
package struct DECPCD: Sendable {
  package struct Scope: Hashable, Sendable {
    package let access: PCDAccess
    package let arch: Qualifier<Architecture>

    package init(access: PCDAccess, arch: Qualifier<Architecture>) {
      self.access = access
      self.arch = arch
    }
  }

  /// All access types in the section header.
  package let scopes: [Scope]
  package let name: Located<PCDName>
  package let defaultValue: Located<String>
  /// BOOLEAN, UINT8 … UINT64, VOID* or the name of a C structure.
  package let datumType: Located<String>
  package let token: Located<String>
  /// Defaults of a structure PCD's fields: `.Field|value` lines.
  package var fields: [Field] = []
  /// `<HeaderFiles>` of a structure PCD.
  package var headerFiles: [Located<String>] = []
  /// `<Packages>` of a structure PCD.
  package var packages: [Located<String>] = []

  /// A field of a structure PCD and its default.
  package struct Field: Sendable {
    package let field: Located<String>
    package let value: Located<String>
  }
}
