import Manifests
import Synchronization
import Vocabulary

/// The INF and DEC files of one workspace as the architectures see them, each viewed once for all configurations.
///
/// Several threads may use one cache.
final class ViewCache: Sendable {
  private struct Key: Hashable {
    let file: ObjectIdentifier
    let path: String
    let architecture: Architecture
  }

  private let packages = Mutex<[Key: PackageView]>([:])
  private let modules = Mutex<[Key: ModuleView]>([:])
  private let numbers = Mutex<[PCDName: Int]>([:])

  /// - Parameter path: of the DEC, in normal form.
  func package(_ dec: DECFile, path: String, architecture: Architecture) -> PackageView {
    let key = Key(file: ObjectIdentifier(dec.file), path: path, architecture: architecture)
    if let known = packages.withLock({ $0[key] }) { return known }
    let new = numbers.withLock { numbers in
      PackageView(dec, path: path, architecture: architecture) { name in
        if let known = numbers[name] { return known }
        numbers[name] = numbers.count
        return numbers.count - 1
      }
    }
    // If another thread was first, its view counts for all: views are compared by identity.
    return packages.withLock { packages in
      let first = packages[key] ?? new
      packages[key] = first
      return first
    }
  }

  /// The view of an INF that was made last; nil if there is none.
  func module(_ inf: INFFile, path: String, architecture: Architecture) -> ModuleView? {
    let key = Key(file: ObjectIdentifier(inf.file), path: path, architecture: architecture)
    return modules.withLock { $0[key] }
  }

  /// - Parameters:
  ///   - path: the INF as the platform names it.
  ///   - packages: those of [Packages] that could be read.
  func module(
    _ inf: INFFile, path: String, architecture: Architecture, packages: [PackageView]
  ) -> ModuleView {
    let key = Key(file: ObjectIdentifier(inf.file), path: path, architecture: architecture)
    func isMine(_ view: ModuleView) -> Bool { view.packages.elementsEqual(packages, by: ===) }
    if let known = modules.withLock({ $0[key] }), isMine(known) { return known }
    let new = ModuleView(inf, path: path, architecture: architecture, packages: packages)
    return modules.withLock { modules in
      if let first = modules[key], isMine(first) { return first }
      modules[key] = new
      return new
    }
  }
}
