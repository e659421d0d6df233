import Bytes
import Manifests
import Vocabulary

/// A DEC as one architecture sees it, with its names looked up by hash.
///
/// Of several declarations of a name, one for the architecture counts before a common one, and the
/// later before the earlier.
struct PackageView {
  let path: String
  let folder: String
  let dec: DECFile
  private let guids: [String: Declared]
  private let protocols: [String: Declared]
  private let ppis: [String: Declared]
  /// By name and kind: a package may declare a PCD for several kinds in several sections.
  private let pcds: [PCDName: [PCDAccess: DECPCD]]

  private struct Declared {
    let value: GUID
    let text: String
    let isPrivate: Bool
    let isCommon: Bool
  }

  init(_ dec: DECFile, path: String, architecture: Architecture) {
    self.path = path
    self.dec = dec
    folder = TreePath.folder(of: path)
    func table(_ list: [DECGUID]) -> [String: Declared] {
      var table: [String: Declared] = [:]
      for line in list {
        let isOwn = line.arches.contains(.only(architecture))
        guard isOwn || line.arches.contains(.common) else { continue }
        if !isOwn, let before = table[line.name.value], !before.isCommon { continue }
        table[line.name.value] = Declared(
          value: line.value.value, text: line.text, isPrivate: line.isPrivate, isCommon: !isOwn)
      }
      return table
    }
    guids = table(dec.guids)
    protocols = table(dec.protocols)
    ppis = table(dec.ppis)

    var pcds: [PCDName: [PCDAccess: DECPCD]] = [:]
    var isOwn: Set<PCDName> = []
    for pcd in dec.pcds {
      for scope in pcd.scopes where scope.arch.includes(architecture) {
        if scope.arch == .only(architecture) {
          isOwn.insert(pcd.name.value)
        } else if isOwn.contains(pcd.name.value), pcds[pcd.name.value]?[scope.access] != nil {
          continue
        }
        pcds[pcd.name.value, default: [:]][scope.access] = pcd
      }
    }
    self.pcds = pcds
  }

  /// Kinds of C name that stand for a GUID.
  enum Kind { case guid, proto, ppi }

  /// The GUID of a C name, for a module whose INF lies at `user`; nil when it is not declared for it.
  func guid(_ name: String, kind: Kind, for user: String) -> NamedGUID? {
    let table =
      switch kind {
      case .guid: guids
      case .proto: protocols
      case .ppi: ppis
      }
    guard let found = table[name], !found.isPrivate || contains(user) else { return nil }
    return NamedGUID(name: name, value: found.value, package: path, text: found.text)
  }

  func pcd(_ name: PCDName, access: PCDAccess) -> DECPCD? { pcds[name]?[access] }

  /// The kinds for which the PCD is declared, in the order in which edk2 prefers them.
  func kinds(of name: PCDName) -> [PCDAccess] {
    guard let declared = pcds[name] else { return [] }
    return PCDAccess.inOrderOfChoice.filter { declared[$0] != nil }
  }

  /// Whether a module lies in the package's folder and so may see what is private.
  func contains(_ module: String) -> Bool { folder.isEmpty || module.hasPrefix(folder) }

  /// A line of [Includes].
  struct IncludeFolder {
    /// With the DEC's folder in front.
    let path: String
    /// Only for modules inside the package.
    let isPrivate: Bool
  }

  /// Each folder once, in the order of the DEC.
  func includeFolders(architecture: Architecture) -> [IncludeFolder] {
    var folders: [IncludeFolder] = []
    for line in dec.includes where line.arches.include(architecture) {
      let path = TreePath.resolving(line.path.value, in: folder)
      if !folders.contains(where: { $0.path == path }) {
        folders.append(IncludeFolder(path: path, isPrivate: line.isPrivate))
      }
    }
    return folders
  }
}

extension PCDAccess {
  /// Of the kinds that a package declares, a module's [Pcd] section takes the first.
  static let inOrderOfChoice: [PCDAccess] = [
    .fixedAtBuild, .patchableInModule, .featureFlag, .dynamic, .dynamicEx,
  ]
}
