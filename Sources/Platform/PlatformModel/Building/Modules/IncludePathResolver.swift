import Manifests
import Vocabulary

/// Lists the folders in which a module's headers are looked for, as edk2 orders them (`IncludePathList` of its
/// ModuleAutoGen.py).
struct IncludePathResolver {
  private let packages: [Package]
  /// Packages that the DSC gives to every module, as places in `packages`.
  private let common: [Int]

  private struct Package {
    let view: PackageView
    let folders: [PackageView.IncludeFolder]
  }

  /// - Parameters:
  ///   - store: has every package that a module or the DSC names.
  ///   - common: [Packages] of the DSC, as places in `store.packages`.
  init(_ store: ManifestStore, common: [Int]) {
    self.common = common
    packages = store.packages.map {
      Package(view: $0, folders: $0.includeFolders(architecture: store.architecture))
    }
  }

  /// The folders of sources, the last first, then the INF's folder and that of generated files, then for each
  /// package its folder and its [Includes].
  func folders(of view: ModuleView, sources: [BuildSource]) -> [IncludeFolder] {
    let own = IncludeFolder.workspace(TreePath.folder(of: view.path))
    var folders: [IncludeFolder] = [own, .generated]
    var known: Set<IncludeFolder> = [own]
    for number in view.packages + common.filter({ !view.packages.contains($0) }) {
      let package = packages[number]
      let isInside = package.view.contains(view.path)
      let all = [package.view.folder] + package.folders.filter { isInside || !$0.isPrivate }.map(\.path)
      for path in all where known.insert(.workspace(path)).inserted { folders.append(.workspace(path)) }
    }
    for source in sources {
      let folder = IncludeFolder.workspace(TreePath.folder(of: source.path))
      if known.insert(folder).inserted { folders.insert(folder, at: 0) }
    }
    return folders
  }
}
