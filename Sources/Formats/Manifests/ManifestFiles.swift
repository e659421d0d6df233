/// Access to manifest files: the driver passes the disk, tests pass a dictionary.
///
/// Paths are joined with `/`. No target below the driver opens files itself.
package protocol ManifestFiles: Sendable {
  /// The whole contents of `path`.
  func read(_ path: String) -> ManifestFileContents
}

extension ManifestFiles {
  /// The whole contents of `path`; nil if it is missing or cannot be read.
  package func bytes(of path: String) -> [UInt8]? {
    if case .bytes(let bytes) = read(path) { bytes } else { nil }
  }
}

/// The result of reading a path.
package enum ManifestFileContents: Sendable {
  case bytes([UInt8])
  case missing
  /// It exists but cannot be read as a file. The reason completes "cannot read X: ", for example "it is a
  /// directory".
  case unreadable(reason: String)
}

/// The folders in which edk2 searches for a path such as `MdePkg/MdePkg.dec`: the workspace, then the folders
/// of PACKAGES_PATH. The first match is used.
package struct WorkspaceRoots: Sendable {
  /// Without a trailing slash; the workspace comes first.
  package let folders: [String]

  package init(_ folders: [String]) { self.folders = folders }
}
