import Manifests
import Synchronization
import Vocabulary

/// What a module or library consists of before PCDs, options and libraries come in.
struct ModuleParts: Sendable {
  let sources: [BuildSource]
  let binaries: [BuildBinary]
  let includeFolders: [IncludeFolder]
  let guids: [NamedGUID]
  let protocols: [NamedGUID]
  let ppis: [NamedGUID]
}

/// What follows from INF and DEC files alone, kept for the configurations of a workspace. Nothing is kept that was
/// reported as wrong, so that each configuration reports it.
///
/// Several threads may use one cache.
final class PartCache: Sendable {
  /// What selects the lines of all modules of a configuration.
  struct Selection: Hashable {
    let toolchain: Toolchain
    let target: BuildTarget
    /// [Packages] of the DSC.
    let common: [ObjectIdentifier]
  }

  private struct PartsKey: Hashable {
    let module: ObjectIdentifier
    let selection: Selection
    /// The numbers of the PCDs that the module names, by which it names token spaces.
    let pcds: [Int]

    func hash(into hasher: inout Hasher) { hasher.combine(module) }
  }

  private struct DepexKey: Hashable {
    let owner: ObjectIdentifier
    let type: ModuleType
  }

  /// With the view, so that the identity stays its own.
  private let parts = Mutex<[PartsKey: (view: ModuleView, parts: ModuleParts)]>([:])
  private let depexes = Mutex<[DepexKey: (view: ModuleView, clauses: [ModuleDepex.Clause])]>([:])

  func parts(of view: ModuleView, _ selection: Selection, pcds: [Int]) -> ModuleParts? {
    let key = PartsKey(module: ObjectIdentifier(view), selection: selection, pcds: pcds)
    return parts.withLock { $0[key]?.parts }
  }

  func keep(_ new: ModuleParts, of view: ModuleView, _ selection: Selection, pcds: [Int]) {
    let key = PartsKey(module: ObjectIdentifier(view), selection: selection, pcds: pcds)
    parts.withLock { $0[key] = (view, new) }
  }

  /// The dependency expressions of an INF for modules of a type.
  func depex(of view: ModuleView, for type: ModuleType) -> [ModuleDepex.Clause]? {
    depexes.withLock { $0[DepexKey(owner: ObjectIdentifier(view), type: type)]?.clauses }
  }

  func keep(_ clauses: [ModuleDepex.Clause], of view: ModuleView, for type: ModuleType) {
    depexes.withLock { $0[DepexKey(owner: ObjectIdentifier(view), type: type)] = (view, clauses) }
  }
}
