import Bytes
import FirmwareImage
package import Manifests
package import PlatformModel
import Synchronization
import Vocabulary

/// Modules from a build of the sources, found by INF, architecture and FILE_GUID.
package struct BuiltModules: ModuleSource {
  /// A module with its final output files, such as `.efi`, `.depex` and `.aml`.
  package struct Module: Sendable {
    package var module: BuildModule
    /// Absolute paths.
    package var products: [String]

    package init(_ module: BuildModule, products: [String]) {
      self.module = module
      self.products = products
    }
  }

  private struct Key: Hashable {
    let path: String
    let architecture: Architecture
    let fileGUID: GUID
  }

  package let description: String
  private let files: any ManifestFiles
  private let roots: WorkspaceRoots
  private var modules: [Key: Module] = [:]
  private let known = KnownPayloads()

  /// A cache, because packing asks twice: first only whether all modules exist.
  private final class KnownPayloads: Sendable {
    let payloads = Mutex<[Key: ModulePayloads]>([:])
  }

  package init(
    _ modules: [Module], description: String, files: any ManifestFiles, roots: WorkspaceRoots
  ) {
    self.description = description
    self.files = files
    self.roots = roots
    for module in modules {
      let build = module.module
      let key = Key(path: build.path, architecture: build.architecture, fileGUID: build.fileGUID)
      self.modules[key] = module
    }
  }

  package func payloads(of placement: ModulePlacement) -> ModulePayloads? {
    let module = placement.module
    let key = Key(path: module.path.text, architecture: module.architecture, fileGUID: module.fileGUID)
    guard let built = modules[key] else { return binaryPayloads(of: module) }
    if built.module.isBinary { return binaryPayloads(of: module) }
    if let known = known.payloads.withLock({ $0[key] }) { return known }
    let read = payloads(of: built)
    known.payloads.withLock { $0[key] = read }
    return read
  }

  private func payloads(of built: Module) -> ModulePayloads? {
    var leaves: [ModulePayloads.Leaf] = []
    var pcdDatabase: [UInt8]?
    var executable: [UInt8]?
    // GenFds packs several files of one kind in the order of their names.
    for path in built.products.sorted() {
      let suffix = Self.suffix(of: path)
      guard let bytes = files.bytes(of: path) else {
        if suffix == ".efi" { return nil }
        continue
      }
      switch suffix {
      case ".efi":
        executable = bytes
        leaves.append(.init(.pe32, payload: bytes, fileExtension: suffix))
      case ".depex": leaves.append(.init(.depex(of: built.module.moduleType), payload: bytes))
      case ".raw" where built.module.inf.pcdIsDriver != nil: pcdDatabase = bytes
      default: leaves.append(.init(.raw, payload: bytes, fileExtension: suffix))
      }
    }
    return ModulePayloads(
      leaves, pcdDatabase: pcdDatabase, stringOffsets: executable.flatMap { offsets(of: built, in: $0) })
  }

  /// The addresses of forms and strings are in the link map next to the executable.
  private func offsets(of built: Module, in executable: [UInt8]) -> [UInt8]? {
    var names: Set<String> = []
    for source in built.module.sources {
      let file = source.path.split(separator: "/").last ?? ""
      switch Self.suffix(of: source.path).lowercased() {
      case ".vfr": names.insert("\(file.dropLast(4))Bin")
      case ".uni": names.insert("\(built.module.baseName)Strings")
      default: continue
      }
    }
    guard !names.isEmpty, let image = built.products.first(where: { $0.hasSuffix(".efi") }),
      let map = files.bytes(of: "\(image.dropLast(4)).map")
    else { return nil }
    return StringOffsets.contents(names: names, map: map, executable: executable)
  }

  /// The payloads that an INF without sources lists in [Binaries].
  private func binaryPayloads(of module: PlatformModule) -> ModulePayloads? {
    guard !module.inf.binaries.isEmpty else { return nil }
    let folder = module.path.folder
    var leaves: [ModulePayloads.Leaf] = []
    for binary in module.inf.binaries {
      let isMeant = binary.arches.include(module.architecture)
      let type = SectionType(FDFSectionType(rawValue: binary.type.value))
      guard isMeant,
        let bytes = roots.folders.lazy.compactMap({
          files.bytes(of: TreePath.joining($0, TreePath.joining(folder, binary.path.value)))
        }).first
      else { continue }
      leaves.append(
        .init(
          type, payload: bytes, fileExtension: Self.suffix(of: binary.path.value),
          inputType: binary.type.value))
    }
    return leaves.isEmpty ? nil : ModulePayloads(leaves)
  }

  /// The extension with its dot, such as `.efi`; empty if there is none.
  private static func suffix(of path: String) -> String {
    let file = path.split(separator: "/").last ?? ""
    return file.lastIndex(of: ".").map { String(file[$0...]) } ?? ""
  }
}

extension SectionType {
  /// The section type for the `.depex` file of a module.
  fileprivate static func depex(of moduleType: ModuleType) -> SectionType {
    switch moduleType {
    case .peim, .peiCore: .peiDepex
    case .dxeSMMDriver, .mmStandalone, .mmCoreStandalone, .smmCore: .mmDepex
    default: .dxeDepex
    }
  }
}
