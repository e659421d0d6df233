import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The new version of a file, complete under a temporary name in the same folder until it replaces the old one.
struct ReplacementFile {
  /// The path as the user gave it.
  let path: String
  /// `path` with symbolic links followed.
  let target: String
  /// The temporary name; nil once the file is in place.
  private var staged: String?
  /// The name under which the old version is kept.
  private var backup: String?
  private var hasTakenPlace = false
  /// The attributes of the old version.
  private let old: stat?

  /// Creates the temporary file, empty.
  init(of target: String, path: String) throws(Errno) {
    self.path = path
    self.target = target
    var info = stat()
    old = lstat(target, &info) == 0 ? info : nil
    if let old, old.st_mode & S_IFMT == S_IFDIR { throw .isDirectory }
    // A file that replaces another is private until it has the permissions of the old one.
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

  /// Sets owner and permissions to those of the old version. If the owner cannot be set, no user gets more
  /// rights than before.
  private static func give(_ old: stat, to file: Int32) {
    var mode = old.st_mode & 0o777
    if fchown(file, old.st_uid, old.st_gid) != 0, fchown(file, uid_t.max, old.st_gid) != 0 {
      // If the group changed, it gets no more rights than all users have.
      mode = (mode & ~0o070) | (mode & (mode << 3) & 0o070)
    }
    fchmod(file, mode)
  }

  /// Keeps the old version under another name in the same folder.
  mutating func keepOld() throws(Errno) {
    guard old != nil else { return }
    do throws(Errno) {
      backup = try Self.newName(beside: target) { link(target, $0) }
    } catch {
      // Hard links fail on some file systems, and for files of other users.
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

  /// Restores the old version.
  mutating func putBack() {
    if let backup {
      // Renaming one hard link of a file to another does nothing; `clean` removes the spare one. If renaming
      // fails, the old version stays under its temporary name.
      if rename(backup, target) != 0 || access(backup, F_OK) != 0 { self.backup = nil }
    } else if hasTakenPlace {
      unlink(target)
    }
    hasTakenPlace = false
  }

  /// Removes temporary names in the target's folder.
  func clean() {
    if let staged { unlink(staged) }
    if let backup { unlink(backup) }
  }

  private static let mostTries = 100

  /// A new name in the target's folder, under which `make` has created something that did not exist before.
  ///
  /// - Parameter make: returns a negative number and sets `errno` if it fails.
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
