import Manifests
import Vocabulary

/// Lists the folders in which a module's headers are looked for, as edk2 orders them (`IncludePathList` of its
/// ModuleAutoGen.py).
struct IncludePathResolver {
  private let store: ManifestStore
  /// [Includes] of each package that was asked for, which many modules name.
  private let includes: [PackageID: [PackageView.IncludeFolder]]
  /// Packages that the DSC gives to every module.
  private let common: [PackageID]

  /// - Parameters:
  ///   - store: has every package that a module or the DSC names.
  ///   - common: [Packages] of the DSC.
  init(_ store: ManifestStore, common: [PackageID]) {
    self.store = store
    self.common = common
    includes = Dictionary(
      uniqueKeysWithValues: store.packageIDs.map {
        ($0, store[$0].includeFolders(architecture: store.architecture))
      })
  }

  /// The folders of sources, the last first, then the INF's folder and that of generated files, then for each
  /// package its folder and its [Includes].
  func folders(of view: ModuleView, sources: [BuildSource]) -> [IncludeFolder] {
    let own = IncludeFolder.workspace(TreePath.folder(of: view.path))
    var folders: [IncludeFolder] = [own, .generated]
    var known: Set<IncludeFolder> = [own]
    for id in view.packages + common.filter({ !view.packages.contains($0) }) {
      let package = store[id]
      let isInside = package.contains(view.path)
      let own = (includes[id] ?? []).filter { isInside || !$0.isPrivate }
      let all = [package.folder] + own.map(\.path)
      for path in all where known.insert(.workspace(path)).inserted { folders.append(.workspace(path)) }
    }
    for source in sources {
      let folder = IncludeFolder.workspace(TreePath.folder(of: source.path))
      if known.insert(folder).inserted { folders.insert(folder, at: 0) }
    }
    return folders
  }
}
