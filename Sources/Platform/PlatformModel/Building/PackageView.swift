import Bytes
import Manifests
import Vocabulary

/// A DEC as one architecture sees it, with its names looked up by hash.
///
/// Of several declarations of a name, one for the architecture counts before a common one, and the
/// later before the earlier.
///
/// One value serves all configurations of a workspace.
final class PackageView: Sendable {
  let path: String
  let folder: String
  let dec: DECFile
  private let guids: [String: Declared]
  private let protocols: [String: Declared]
  private let ppis: [String: Declared]
  /// By name: a package may declare a PCD for several kinds in several sections. In the order in which edk2 prefers the
  /// kinds.
  private let pcds: [PCDName: [DeclaredPCD]]
  /// [Includes]: each folder once, in the order of the DEC.
  let includeFolders: [IncludeFolder]

  private struct Declared: Sendable {
    let value: GUID
    let text: String
    let isPrivate: Bool
    let isCommon: Bool
  }

  /// - Parameter number: the same number for the same name in all packages.
  init(
    _ dec: DECFile, path: String, architecture: Architecture, number: (PCDName) -> Int
  ) {
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
    var declared: [PCDName: [DeclaredPCD]] = [:]
    for (name, kinds) in pcds {
      let number = number(name)
      declared[name] = PCDAccess.inOrderOfChoice.compactMap { access in
        kinds[access].map { DeclaredPCD($0, access, package: path, number: number) }
      }
    }
    self.pcds = declared

    var folders: [IncludeFolder] = []
    for line in dec.includes where line.arches.include(architecture) {
      let path = TreePath.resolving(line.path.value, in: folder)
      if !folders.contains(where: { $0.path == path }) {
        folders.append(IncludeFolder(path: path, isPrivate: line.isPrivate))
      }
    }
    includeFolders = folders
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

  /// The declaration of a PCD for a kind; for nil that of the kind that a module's [Pcd] section takes.
  func pcd(_ name: PCDName, access: PCDAccess?) -> DeclaredPCD? {
    pcds[name]?.first { access == nil || $0.access == access }
  }

  /// The kinds for which the PCD is declared, in the order in which edk2 prefers them.
  func kinds(of name: PCDName) -> [PCDAccess] { pcds[name]?.map(\.access) ?? [] }

  /// Whether a module lies in the package's folder and so may see what is private.
  func contains(_ module: String) -> Bool { folder.isEmpty || module.hasPrefix(folder) }

  /// A line of [Includes].
  struct IncludeFolder: Sendable {
    /// With the DEC's folder in front.
    let path: String
    /// Only for modules inside the package.
    let isPrivate: Bool
  }
}

/// A PCD as a package declares it for one kind.
final class DeclaredPCD: Sendable {
  let line: DECPCD
  let access: PCDAccess
  /// The DEC.
  let package: String
  /// The same for all declarations of a name, in any package of the workspace.
  let number: Int

  init(_ line: DECPCD, _ access: PCDAccess, package: String, number: Int) {
    self.line = line
    self.access = access
    self.package = package
    self.number = number
  }
}

extension PCDAccess {
  /// Of the kinds that a package declares, a module's [Pcd] section takes the first.
  static let inOrderOfChoice: [PCDAccess] = [
    .fixedAtBuild, .patchableInModule, .featureFlag, .dynamic, .dynamicEx,
  ]
}
