import Bytes
package import Diagnostics
import Host
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The size of a store, and what is removed when it is too large.
extension LocalStore {
  private struct StoredFile {
    let path: String
    /// In bytes on the disk.
    let size: Int
    /// In nanoseconds since 1970-01-01 UTC.
    let used: Int64
    let isTemporary: Bool
  }

  package struct Usage: Equatable, Sendable {
    package var entries = 0
    package var contents = 0
    /// In bytes on the disk.
    package var size = 0
  }

  package var usage: Usage {
    var usage = Usage()
    for kind in Kind.allCases {
      for file in storedFiles(kind) where !file.isTemporary {
        if kind == .entry { usage.entries += 1 } else { usage.contents += 1 }
        usage.size += file.size
      }
    }
    return usage
  }

  /// Removes what was not used for the longest time, until the store is a tenth below its limit, if it is above.
  /// An entry whose contents are gone is found by whoever uses it.
  ///
  /// - Parameters:
  ///   - limit: in bytes.
  ///   - now: in nanoseconds since 1970-01-01 UTC. Temporary files that are a day old are of builds that were killed.
  package func shrink(to limit: Int, now: Int64) {
    var stored = Kind.allCases.flatMap(storedFiles)
    let day: Int64 = 86_400 * 1_000_000_000
    stored.removeAll { file in
      guard file.isTemporary else { return false }
      if file.used < now - day { unlink(file.path) }
      return true
    }
    removeDownloads(before: now - day)
    var size = stored.reduce(0) { $0 + $1.size }
    guard size > limit else { return }
    for file in stored.sorted(by: { ($0.used, $0.path) < ($1.used, $1.path) }) where size > limit / 10 * 9 {
      unlink(file.path)
      size -= file.size
    }
  }

  /// Removes folders into which builds that were killed have downloaded files.
  ///
  /// - Parameter time: in nanoseconds since 1970-01-01 UTC.
  private func removeDownloads(before time: Int64) {
    let files = FileSystem()
    for name in (try? files.list(folder)) ?? [] where name.hasPrefix(Self.downloadPrefix) {
      var info = stat()
      guard lstat("\(folder)/\(name)", &info) == 0, Self.time(info) < time else { continue }
      try? files.removeTree("\(folder)/\(name)")
    }
  }

  /// Of the names that `FileSystem.createTemporaryFolder` gives.
  private static let downloadPrefix = "kiln-"

  /// Removes everything that the store has written, or what stands in its place.
  ///
  /// - Throws: `output-unwritable`.
  package func clean() throws(DiagnosticError) {
    let files = FileSystem()
    for kind in Kind.allCases {
      let top = "\(folder)/\(kind.rawValue)"
      if files.kind(of: top) == .folder { try files.removeTree(top) } else { files.remove(top) }
    }
    removeDownloads(before: .max)
  }

  /// Reads everything, and returns the number of files that were damaged. They are gone.
  package func removeDamaged() -> Int {
    var count = 0
    for kind in Kind.allCases {
      for (path, name, _) in leaves(kind) where !name.hasPrefix(".") {
        if Digest(text: name).map({ isWhole(kind, $0) }) ?? false { continue }
        count += 1
        remove(path)
      }
    }
    return count
  }

  /// Everything where a file of the store should be.
  private func leaves(_ kind: Kind) -> [(path: String, name: String, info: stat)] {
    let files = FileSystem()
    let top = "\(folder)/\(kind.rawValue)"
    var result: [(path: String, name: String, info: stat)] = []
    for folder in (try? files.list(top)) ?? [] {
      for name in (try? files.list("\(top)/\(folder)")) ?? [] {
        let path = "\(top)/\(folder)/\(name)"
        var info = stat()
        if lstat(path, &info) == 0 { result.append((path, name, info)) }
      }
    }
    return result
  }

  private func storedFiles(_ kind: Kind) -> [StoredFile] {
    leaves(kind).filter { $0.info.st_mode & S_IFMT == S_IFREG }.map { path, name, info in
      StoredFile(
        path: path, size: Int(info.st_blocks) * 512, used: Self.time(info), isTemporary: name.hasPrefix("."))
    }
  }

  /// When a file was changed last, in nanoseconds since 1970-01-01 UTC.
  private static func time(_ info: stat) -> Int64 {
    Int64(info.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(info.st_mtim.tv_nsec)
  }
}
