import BaseTools
import Bytes
package import Diagnostics
import Manifests
package import PlatformModel
import Vocabulary

/// Generates the files of AutoGen for the modules and libraries of one architecture.
package struct ModuleAutoGen: Sendable {
  let build: ArchitectureBuild
  let platformGUIDText: String
  let skuFallbacks: [UInt64]
  /// The token numbers of the PCD databases; a PCD that is in none has 0.
  let tokenNumbers: [PCDName: Int]
  /// Of each library of `build`.
  let structors: LibraryTable<LibraryStructors>
  /// What edk2's AutoGen does in this tree.
  let baseTools: BaseToolsRevision
  let random: RandomInputs

  package init(
    _ build: ArchitectureBuild, of model: BuildModel, random: RandomInputs = RandomInputs()
  ) {
    self.build = build
    platformGUIDText = model.platformGUIDText
    skuFallbacks = model.skuFallbacks
    tokenNumbers = Dictionary(model.dynamicPCDs.map { ($0.pcd.name, $0.tokenNumber) }) { first, _ in first }
    structors = build.libraries.mapValues(LibraryStructors.init)
    baseTools = model.baseTools
    self.random = random
  }

  /// The files of a module: AutoGen.h, AutoGen.c if it has one, the stored dependency expression, and those of
  /// `additions`.
  ///
  /// A binary module has none. A library only has an AutoGen.c if strings or images are added.
  ///
  /// - Throws: the first error, for what edk2 rejects too.
  package func files(
    for module: BuildModule, additions: CodeAdditions = CodeAdditions()
  ) throws(DiagnosticError) -> [GeneratedFile] {
    if module.isBinary { return [] }
    var code = ModuleCode(module, of: self)
    try code.write(additions)
    var files: [GeneratedFile] = []
    if !code.code.isEmpty, module.linksLibraries || module.hasObjectFiles {
      files.append(GeneratedFile(.debug, "AutoGen.c", contents: code.code.bytes))
    }
    files.append(GeneratedFile(.debug, "AutoGen.h", contents: code.header.bytes))
    for addition in [additions.database, additions.strings, additions.images] {
      files += addition?.files ?? []
    }
    if let depex = try dependencyExpression(of: module) {
      files.append(GeneratedFile(.output, "\(module.baseName).depex", contents: depex.bytes))
    }
    return files
  }

  /// The stored expression; nil if there is none, or if the dispatcher behaves the same without it.
  private func dependencyExpression(
    of module: BuildModule
  ) throws(DiagnosticError) -> DependencyExpression? {
    guard !module.isLibrary, let depex = module.depex,
      let phase = DependencyExpression.Phase(moduleType: module.moduleType)
    else { return nil }
    return try DependencyExpression(parsing: depex.tokens, phase: phase)
      .simplified(moduleType: module.moduleType)
  }
}

extension BuildModule {
  func applies(_ arches: [Qualifier<Architecture>]) -> Bool { arches.include(architecture) }

  func names(_ libraryClass: LibraryClassName) -> Bool {
    inf.libraryClasses.contains { $0.name.value == libraryClass && applies($0.scopes.map(\.arch)) }
  }

  /// Whether it asks for a library, or the platform gives it one unasked.
  fileprivate var linksLibraries: Bool {
    inf.libraryClasses.contains { applies($0.scopes.map(\.arch)) }
      || libraries.contains { $0.reason == .null }
  }

  /// Whether the build rules make an object file from any source.
  fileprivate var hasObjectFiles: Bool {
    sources.contains { source in
      guard source.toolCode == nil, let dot = source.path.lastIndex(of: ".") else { return false }
      switch source.path[dot...] {
      case ".c", ".C", ".cc", ".CC", ".cpp", ".Cpp", ".CPP", ".s", ".S", ".asm", ".Asm", ".ASM", ".nasm",
        ".vfr", ".Vfr", ".VFR", ".obj":
        return true
      default: return false
      }
    }
  }

  /// The values of a field of [Defines] that may occur several times, such as ENTRY_POINT.
  func functions(_ name: String) -> [String] {
    inf.defines.filter { $0.name.value == name && !$0.value.value.isEmpty && applies($0.arches) }
      .map(\.value.value)
  }

  /// The C name of the GUID type, which differs for modules that do not include the UEFI headers.
  var guidType: String {
    switch moduleType {
    case .base, .userDefined, .hostApplication: "GUID"
    default: "EFI_GUID"
    }
  }
}
