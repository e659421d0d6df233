import Bytes
import Manifests
import Vocabulary

/// A line of [Components] that is built for one architecture.
struct BuildComponent {
  /// As the DSC writes it.
  let line: DSCComponent
  let module: PlatformModule
}

extension ManifestStore {
  /// The components for this architecture, in the order of the DSC. Of two with one path and one FILE_GUID only the
  /// last is built; one whose INF could not be read is left out.
  func components(of dsc: DSCFile) -> [BuildComponent] {
    struct Copy: Hashable {
      let path: TreePath
      /// FILE_GUID of the component, in upper case.
      let override: String?
    }
    var found: [(copy: Copy, component: BuildComponent)] = []
    var last: [Copy: Int] = [:]
    for line in dsc.components where applies(line.arches) {
      guard let inf = manifests.known(line.path.value) else { continue }
      let override = line.defines["FILE_GUID"]?.value
      guard let guid = override.flatMap({ GUID($0) }) ?? inf.fileGUID?.value else { continue }
      let copy = Copy(path: line.path.value, override: override?.uppercased())
      last[copy] = found.count
      let module = PlatformModule(
        path: line.path.value, architecture: architecture, inf: inf, baseName: inf.baseName?.value ?? "",
        moduleType: inf.moduleType?.value ?? .unspecified, version: inf.versionString?.value ?? "0.0",
        fileGUID: guid, range: line.path.range)
      found.append((copy, BuildComponent(line: line, module: module)))
    }
    return found.indices.filter { last[found[$0].copy] == $0 }.map { found[$0].component }
  }
}
