import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The new version of a file, complete beside it until it takes its place.
struct ReplacementFile {
  /// As a user named it.
  let path: String
  /// Where it goes: `path` with its links followed.
  let target: String
  /// Where it is until then; nil when it has taken its place.
  private var staged: String?
  /// Where the old version is kept.
  private var backup: String?
  private var hasTakenPlace = false
  /// What was at `target` before, with its permissions.
  private let old: stat?

  /// Makes the file, empty.
  init(of target: String, path: String) throws(Errno) {
    self.path = path
    self.target = target
    var info = stat()
    old = lstat(target, &info) == 0 ? info : nil
    if let old, old.st_mode & S_IFMT == S_IFDIR { throw .isDirectory }
    // One that is to keep its permissions is nobody else's until it has them.
    let mode: mode_t = old == nil ? 0o666 : 0o600
    staged = try Self.newName(beside: target) { name in
      let file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
      if file >= 0 { close(file) }
      return file
    }
  }

  func write(_ bytes: [UInt8]) throws(Errno) {
    try withStaged(O_WRONLY) { (file) throws(Errno) in
      try file.writeWhole(bytes)
      if let old { Self.give(old, to: file.rawValue) }
    }
  }

  func sync() throws(Errno) { try withStaged(O_RDONLY) { (file) throws(Errno) in try file.sync() } }

  private func withStaged(_ flags: Int32, _ body: (FileDescriptor) throws(Errno) -> Void) throws(Errno) {
    guard let staged else { return }
    let file = open(staged, flags | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { throw .last }
    defer { close(file) }
    try body(FileDescriptor(rawValue: file))
  }

  /// Owner and permissions as they were. Where the owner cannot be kept, nobody may do more than before.
  private static func give(_ old: stat, to file: Int32) {
    var mode = old.st_mode & 0o777
    if fchown(file, old.st_uid, old.st_gid) != 0, fchown(file, uid_t.max, old.st_gid) != 0 {
      // Another group than before gets what everybody has.
      mode = (mode & ~0o070) | (mode & (mode << 3) & 0o070)
    }
    fchmod(file, mode)
  }

  /// Keeps what is at the target under another name beside it.
  mutating func keepOld() throws(Errno) {
    guard old != nil else { return }
    do throws(Errno) {
      backup = try Self.newName(beside: target) { link(target, $0) }
    } catch {
      // File systems without hard links, and files that are somebody else's.
      let name = try Self.newName(beside: target) { name in
        let file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        if file >= 0 { close(file) }
        return file
      }
      guard rename(target, name) == 0 else {
        let reason = Errno.last
        unlink(name)
        throw reason
      }
      backup = name
    }
  }

  mutating func takePlace() throws(Errno) {
    guard let staged else { return }
    guard rename(staged, target) == 0 else { throw .last }
    self.staged = nil
    hasTakenPlace = true
  }

  /// Makes the target what it was before.
  mutating func putBack() {
    if let backup {
      // Renaming one name of a file to another does nothing: `clean` takes the spare one away. Where renaming fails,
      // the old version stays where it is.
      if rename(backup, target) != 0 || access(backup, F_OK) != 0 { self.backup = nil }
    } else if hasTakenPlace {
      unlink(target)
    }
    hasTakenPlace = false
  }

  /// Leaves nothing beside the target.
  func clean() {
    if let staged { unlink(staged) }
    if let backup { unlink(backup) }
  }

  private static let mostTries = 100

  /// A name in the target's folder that `make` has made something under; nobody can have put anything there before.
  ///
  /// - Parameter make: gives a negative number and sets `errno` when it fails.
  private static func newName(beside target: String, _ make: (String) -> Int32) throws(Errno) -> String {
    let folder = FilePath(target).removingLastComponent()
    for _ in 0..<mostTries {
      let digits = String(UInt64.random(in: .min ... .max), radix: 16)
      let name = folder.appending(".kiln-" + String(repeating: "0", count: 16 - digits.count) + digits).string
      if make(name) >= 0 { return name }
      if errno != EEXIST { break }
    }
    throw .last
  }
}
