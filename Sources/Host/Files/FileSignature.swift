#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Attributes by which an unchanged file is recognised without reading it.
///
/// A replaced file has another inode, and a modified one another modification time. Programs that set the
/// modification time back cannot set the time of the status change.
package enum FileSignature: Hashable, Sendable {
  case missing
  /// Times in nanoseconds since 1970-01-01 UTC.
  case present(inode: UInt64, size: Int64, modified: Int64, changed: Int64)

  package init(of path: String) {
    var info = stat()
    guard stat(path, &info) == 0 else {
      self = .missing
      return
    }
    let isFolder = info.st_mode & S_IFMT == S_IFDIR
    // A folder changes with its entries, but a build only depends on its existence.
    self = .present(
      inode: UInt64(info.st_ino), size: isFolder ? 0 : Int64(info.st_size),
      modified: isFolder ? 0 : Self.nanoseconds(info.st_mtim),
      changed: isFolder ? 0 : Self.nanoseconds(info.st_ctim))
  }

  /// The signature of a folder with the times at which its entries changed.
  package init(ofFolder path: String) {
    var info = stat()
    guard stat(path, &info) == 0 else {
      self = .missing
      return
    }
    self = .present(
      inode: UInt64(info.st_ino), size: 0, modified: Self.nanoseconds(info.st_mtim),
      changed: Self.nanoseconds(info.st_ctim))
  }

  /// The time of the clock that file systems use, in nanoseconds since 1970-01-01 UTC.
  package static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return nanoseconds(time)
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }

  /// The signature as a word in a record; `init?` parses it.
  package var text: String {
    switch self {
    case .missing: "-"
    case .present(let inode, let size, let modified, let changed): "\(inode).\(size).\(modified).\(changed)"
    }
  }

  package init?(text: Substring) {
    if text == "-" {
      self = .missing
      return
    }
    let parts = text.split(separator: ".").compactMap { Int64($0) }
    guard parts.count == 4 else { return nil }
    self = .present(
      inode: UInt64(bitPattern: parts[0]), size: parts[1], modified: parts[2], changed: parts[3])
  }
}
