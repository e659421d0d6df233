import Bytes
import Diagnostics
import Manifests
import Vocabulary

/// Makes what is built for one architecture, pass by pass.
struct ArchitectureResolver {
  var platform: PlatformResolver
  let dsc: DSCFile
  let architecture: Architecture
  let toolchain: Toolchain
  var store: ManifestStore
  var linker: LibraryLinker
  var platformPCDs: [PCDName: PlatformPCD] = [:]

  init(
    _ platform: PlatformResolver, dsc: DSCFile, architecture: Architecture, toolchain: Toolchain,
    siblings: [String]
  ) {
    self.platform = platform
    self.dsc = dsc
    self.architecture = architecture
    self.toolchain = toolchain
    store = ManifestStore(platform.library, architecture: architecture)
    linker = LibraryLinker(dsc, architecture: architecture, siblings: siblings)
  }

  func applies(_ scopes: [Qualifier<Architecture>]) -> Bool { scopes.include(architecture) }

  mutating func report(_ diagnostic: Diagnostic) { platform.diagnostics.add(diagnostic) }

  /// The components for this architecture, in the order of the DSC: of two with one path and one
  /// FILE_GUID only the last is built.
  func components() -> [(component: DSCComponent, module: PlatformModule)] {
    struct Copy: Hashable {
      let path: String
      /// FILE_GUID of the component, in upper case.
      let override: String?
    }
    var found: [(copy: Copy, component: DSCComponent, module: PlatformModule)] = []
    var last: [Copy: Int] = [:]
    for component in dsc.components where applies(component.arches) {
      guard let inf = store.manifests.known(component.path.value) else { continue }
      let path = TreePath.normalized(component.path.value)
      let override = component.defines["FILE_GUID"]?.value
      guard let guid = override.flatMap({ GUID($0) }) ?? inf.fileGUID?.value else { continue }
      let copy = Copy(path: path, override: override?.uppercased())
      last[copy] = found.count
      let module = PlatformModule(
        path: path, architecture: architecture, inf: inf, baseName: inf.baseName?.value ?? "",
        moduleType: inf.moduleType?.value ?? .unspecified, version: inf.versionString?.value ?? "0.0",
        fileGUID: guid, range: component.path.range)
      found.append((copy, component, module))
    }
    return found.indices.filter { last[found[$0].copy] == $0 }.map { (found[$0].component, found[$0].module) }
  }
}
