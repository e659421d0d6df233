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
    var size = stored.reduce(0) { $0 + $1.size }
    guard size > limit else { return }
    for file in stored.sorted(by: { ($0.used, $0.path) < ($1.used, $1.path) }) where size > limit / 10 * 9 {
      unlink(file.path)
      size -= file.size
    }
  }

  /// Removes everything that the store has written.
  ///
  /// - Throws: `output-unwritable`.
  package func clean() throws(DiagnosticError) {
    let files = FileSystem()
    for kind in Kind.allCases where files.kind(of: "\(folder)/\(kind.rawValue)") == .folder {
      try files.removeTree("\(folder)/\(kind.rawValue)")
    }
  }

  /// Reads everything, and returns the number of files that were damaged. They are gone.
  package func removeDamaged() -> Int {
    var count = 0
    for kind in Kind.allCases {
      for file in storedFiles(kind) where !file.isTemporary {
        let name = Digest(text: file.path.split(separator: "/").last ?? "")
        let isWhole = name.map { kind == .entry ? entry($0) != nil : contents($0) != nil } ?? false
        if isWhole { continue }
        count += 1
        unlink(file.path)
      }
    }
    return count
  }

  private func storedFiles(_ kind: Kind) -> [StoredFile] {
    let files = FileSystem()
    let top = "\(folder)/\(kind.rawValue)"
    var result: [StoredFile] = []
    for name in (try? files.list(top)) ?? [] {
      for file in (try? files.list("\(top)/\(name)")) ?? [] {
        let path = "\(top)/\(name)/\(file)"
        var info = stat()
        guard lstat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { continue }
        result.append(
          StoredFile(
            path: path, size: Int(info.st_blocks) * 512,
            used: Int64(info.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(info.st_mtim.tv_nsec),
            isTemporary: file.hasPrefix(".")))
      }
    }
    return result
  }
}
