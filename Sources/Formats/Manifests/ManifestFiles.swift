/// How manifests reach the disk: the driver gives the real one, tests give a dictionary.
///
/// Paths are opaque strings joined with `/`. No target below the driver opens a file by itself.
package protocol ManifestFiles: Sendable {
  /// What lies at `path`, read whole.
  func read(_ path: String) -> ManifestFileContents
}

/// What reading a path gave.
package enum ManifestFileContents: Sendable {
  case bytes([UInt8])
  case missing
  /// It exists and cannot be read as a file; the reason completes "cannot read X: ", for example
  /// "it is a directory".
  case unreadable(reason: String)
}

/// The roots in which edk2 looks for a path such as `MdePkg/MdePkg.dec`: the workspace, then each
/// folder of PACKAGES_PATH, the first hit wins.
package struct WorkspaceRoots: Sendable {
  /// Without a trailing slash; the workspace comes first.
  package let folders: [String]

  package init(_ folders: [String]) { self.folders = folders }
}
