package import Bytes
package import Diagnostics
package import Manifests
package import Vocabulary

/// A module or a library instance as it is built for one architecture.
package struct BuildModule: Sendable {
  /// The INF as the platform names it.
  package var path: String
  package var architecture: Architecture
  package var inf: INFFile
  package var baseName: String
  /// `MODULE_TYPE`; USER_DEFINED where edk2 does not know it.
  package var moduleType: ModuleType
  /// What build_rule.txt calls it: the module type, or UEFI_OPTIONROM or UEFI_HII.
  package var buildType: ModuleType
  package var version: String
  /// FILE_GUID of the INF, unless the component overrides it.
  package var fileGUID: GUID
  /// `fileGUID` as its manifest writes it, in the case of its letters.
  package var fileGUIDText: String
  package var isLibrary: Bool
  /// The folder below `<build folder>/<ARCH>` in which edk2 puts what it makes of the module: the
  /// INF's path without `.inf`, its last part the FILE_GUID, as written, for a copy under another one.
  package var outputFolder: String
  /// BASE_NAME, with the FILE_GUID, as written, behind it where modules of the platform share the name.
  package var uniqueBaseName: String
  /// Where the platform names it; a library: where the first user found it.
  package var range: SourceRange

  /// What the compiler is given with `-I`, in order; the options of the build may add to it.
  package var includeFolders: [IncludeFolder] = []
  package var sources: [BuildSource] = []
  package var binaries: [BuildBinary] = []
  /// Its own [Guids], then the token spaces of its PCDs.
  package var guids: [NamedGUID] = []
  package var protocols: [NamedGUID] = []
  package var ppis: [NamedGUID] = []
  /// The libraries that it links, in the order in which their constructors run; destructors run the
  /// other way. Empty for a library.
  package var libraries: [LibraryUse] = []
  /// Its own, in edk2's order of kinds: fixed, patchable, feature, dynamic, dynamicEx.
  package var pcds: [ModulePCD] = []
  /// Those that only its libraries name, library by library. Empty for a library.
  package var libraryPCDs: [ModulePCD] = []
  package var options: ToolOptions = ToolOptions()
  /// Nil for a library, or when neither it nor its libraries have a [Depex] that applies.
  package var depex: ModuleDepex?

  /// The INF's folder, relative to a workspace root.
  package var folder: String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "" }
  package var isBinary: Bool { sources.isEmpty && !binaries.isEmpty }
}

/// A GUID, protocol or PPI that a module names.
package struct NamedGUID: Hashable, Sendable {
  package var name: String
  package var value: GUID
  /// The DEC that declares it.
  package var package: String
  /// Whether it is named only as the token space of a PCD.
  package var isTokenSpace: Bool = false
  /// The C initialiser as the DEC writes it; empty where no source is generated of it.
  package var text: String = ""
}

/// A line of [Sources] that applies to the build.
package struct BuildSource: Sendable {
  /// As written, relative to the INF's folder.
  package var name: Located<String>
  /// With the INF's folder in front, `.` and `..` resolved.
  package var path: String
  /// The tool code behind the path, such as `ASL`; nil nearly always.
  package var toolCode: String?
}

/// A line of [Binaries] that applies to the build.
package struct BuildBinary: Sendable {
  /// PE32, TE, BIN …
  package var type: String
  package var name: Located<String>
  /// With the INF's folder in front, `.` and `..` resolved.
  package var path: String
}

/// Where a module's headers are looked for.
package enum IncludeFolder: Hashable, Sendable {
  /// Relative to a workspace root.
  case workspace(String)
  /// Where AutoGen.h of the module lies.
  case generated
}
