package import Bytes
package import Diagnostics
package import Vocabulary

/// A module description (EDK II Module Information (INF) File Specification).
///
/// A copy is a reference: each module and library of each configuration has its INF with it.
package struct INFFile: Sendable {
  private let contents: Contents

  private final class Contents: Sendable {
    let fields: INFFields
    init(_ fields: INFFields) { self.fields = fields }
  }

  init(_ fields: INFFields) { contents = Contents(fields) }

  package var file: SourceFile { contents.fields.file }
  /// All fields of [Defines] as written, including unknown ones.
  package var defines: [DefineEntry] { contents.fields.defines }
  /// FILE_GUID; nil only after an error.
  package var fileGUID: Located<GUID>? { contents.fields.fileGUID }
  /// LIBRARY_CLASS: the classes that a library module implements.
  package var providedClasses: [INFProvidedClass] { contents.fields.providedClasses }
  package var sources: [INFSource] { contents.fields.sources }
  package var binaries: [INFBinary] { contents.fields.binaries }
  package var packages: [INFReference] { contents.fields.packages }
  package var libraryClasses: [INFLibraryClass] { contents.fields.libraryClasses }
  package var guids: [INFReference] { contents.fields.guids }
  package var protocols: [INFReference] { contents.fields.protocols }
  package var ppis: [INFReference] { contents.fields.ppis }
  package var pcds: [INFPCD] { contents.fields.pcds }
  package var depexes: [INFDepex] { contents.fields.depexes }
  package var buildOptions: [BuildOption] { contents.fields.buildOptions }
  package var userExtensions: [UserExtension] { contents.fields.userExtensions }
  /// DEFINE statements.
  package var macros: [MacroDefinition] { contents.fields.macros }
}

/// What an INF consists of, while it is parsed.
struct INFFields {
  let file: SourceFile
  var defines: [DefineEntry] = []
  var fileGUID: Located<GUID>?
  var providedClasses: [INFProvidedClass] = []
  var sources: [INFSource] = []
  var binaries: [INFBinary] = []
  var packages: [INFReference] = []
  var libraryClasses: [INFLibraryClass] = []
  var guids: [INFReference] = []
  var protocols: [INFReference] = []
  var ppis: [INFReference] = []
  var pcds: [INFPCD] = []
  var depexes: [INFDepex] = []
  var buildOptions: [BuildOption] = []
  var userExtensions: [UserExtension] = []
  var macros: [MacroDefinition] = []

  init(file: SourceFile) { self.file = file }
}

/// Frequently used fields of [Defines].
extension INFFile {
  package var infVersion: Located<String>? { defines["INF_VERSION"] }
  package var baseName: Located<String>? { defines["BASE_NAME"] }
  package var moduleType: Located<ModuleType>? { defines["MODULE_TYPE"].map { $0.map(ModuleType.init) } }
  package var versionString: Located<String>? { defines["VERSION_STRING"] }
  package var piSpecificationVersion: Located<String>? { defines["PI_SPECIFICATION_VERSION"] }
  /// PEI_PCD_DRIVER or DXE_PCD_DRIVER.
  package var pcdIsDriver: Located<String>? { defines["PCD_IS_DRIVER"] }
  package var entryPoints: [Located<String>] { all("ENTRY_POINT") }
  package var constructors: [Located<String>] { all("CONSTRUCTOR") }
  /// Whether it is a library module: it names a class that it implements.
  package var isLibrary: Bool { !providedClasses.isEmpty }

  private func all(_ name: String) -> [Located<String>] {
    defines.filter { $0.name.value == name }.map(\.value)
  }
}
