#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What tells, without reading it, that a file is the one that was there before.
///
/// A file that is replaced has another inode, one that is written another time of change; programs that
/// set times back do not reach the time of the status change.
enum FileSignature: Hashable, Sendable {
  case missing
  /// Times in nanoseconds since 1970.
  case present(inode: UInt64, size: Int64, modified: Int64, changed: Int64)

  init(of path: String) {
    var info = stat()
    guard stat(path, &info) == 0 else {
      self = .missing
      return
    }
    let isFolder = info.st_mode & S_IFMT == S_IFDIR
    // What is put into a folder changes it; what a build asks of a folder is only whether it is there.
    self = .present(
      inode: UInt64(info.st_ino), size: isFolder ? 0 : Int64(info.st_size),
      modified: isFolder ? 0 : Self.nanoseconds(info.st_mtim),
      changed: isFolder ? 0 : Self.nanoseconds(info.st_ctim))
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }

  /// A word for a record, and back.
  var text: String {
    switch self {
    case .missing: "-"
    case .present(let inode, let size, let modified, let changed): "\(inode).\(size).\(modified).\(changed)"
    }
  }

  init?(text: Substring) {
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
