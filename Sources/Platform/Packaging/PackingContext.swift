import Diagnostics
package import Manifests
package import Vocabulary

/// The inputs of packing other than the platform.
package struct PackingContext: Sendable {
  package var modules: any ModuleSource
  package var encode: PayloadEncoder
  package var compressions: [VolumeName: VolumeCompression]
  /// Access to the files that FILE statements and FILE regions name.
  package var files: any ManifestFiles
  package var roots: WorkspaceRoots

  package init(
    modules: any ModuleSource, encode: @escaping PayloadEncoder,
    compressions: [VolumeName: VolumeCompression] = [:], files: any ManifestFiles, roots: WorkspaceRoots
  ) {
    self.modules = modules
    self.encode = encode
    self.compressions = compressions
    self.files = files
    self.roots = roots
  }

  /// The bytes of a file that a manifest names; nil with an error in `diagnostics` if it cannot be read.
  func read(_ path: Located<String>, diagnostics: inout DiagnosticList) -> [UInt8]? {
    let candidates = path.value.hasPrefix("/") ? [path.value] : roots.folders.map { "\($0)/\(path.value)" }
    for candidate in candidates {
      switch files.read(candidate) {
      case .bytes(let bytes): return bytes
      case .missing: continue
      case .unreadable(let reason):
        diagnostics.add(.packedFileUnreadable(path, reason: reason))
        return nil
      }
    }
    diagnostics.add(.packedFileUnreadable(path, reason: "there is no such file"))
    return nil
  }
}

extension Diagnostic {
  static func packedFileUnreadable(_ path: Located<String>, reason: String) -> Diagnostic {
    Diagnostic(
      .packedFileUnreadable, at: .source(path.range), "cannot read '\(path.value)': \(reason)",
      fix: "correct the path: it is relative to the workspace or a folder of PACKAGES_PATH")
  }
}
