package import Bytes
package import Diagnostics
package import Vocabulary

/// A module description (EDK II Module Information (INF) File Specification).
package struct INFFile: Sendable {
  package let file: SourceFile
  /// All fields of [Defines] as written, including unknown ones.
  package var defines: [DefineEntry] = []
  /// FILE_GUID; nil only after an error.
  package var fileGUID: Located<GUID>?
  /// LIBRARY_CLASS: the classes that a library module implements.
  package var providedClasses: [INFProvidedClass] = []
  package var sources: [INFSource] = []
  package var binaries: [INFBinary] = []
  package var packages: [INFReference] = []
  package var libraryClasses: [INFLibraryClass] = []
  package var guids: [INFReference] = []
  package var protocols: [INFReference] = []
  package var ppis: [INFReference] = []
  package var pcds: [INFPCD] = []
  package var depexes: [INFDepex] = []
  package var buildOptions: [BuildOption] = []
  package var userExtensions: [UserExtension] = []
  /// DEFINE statements.
  package var macros: [MacroDefinition] = []

  package init(file: SourceFile) { self.file = file }
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
