import Manifests
import Vocabulary

/// Lists the folders in which a module's headers are looked for, as edk2 orders them (`IncludePathList` of its
/// ModuleAutoGen.py).
struct IncludePathResolver {
  /// Packages that the DSC gives to every module.
  let common: [PackageView]

  /// The folders of sources, the last first, then the INF's folder and that of generated files, then for each
  /// package its folder and its [Includes].
  func folders(of view: ModuleView, sources: [BuildSource]) -> [IncludeFolder] {
    let own = IncludeFolder.workspace(TreePath.folder(of: view.path))
    var folders: [IncludeFolder] = [own, .generated]
    var known: Set<IncludeFolder> = [own]
    let others = common.filter { package in !view.packages.contains { $0 === package } }
    for package in view.packages + others {
      let isInside = package.contains(view.path)
      let own = package.includeFolders.filter { isInside || !$0.isPrivate }
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
