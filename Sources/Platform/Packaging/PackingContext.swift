package import Bytes
package import Diagnostics
package import FirmwareImage
package import Manifests
import PlatformModel

/// Encodes the contents of a GUIDed section; nil when nothing here knows the GUID.
///
/// Asynchronous because the encoder may be a program, which the caller starts.
package typealias PayloadEncoder =
  @Sendable (_ payload: [UInt8], _ guid: GUID) async throws(SectionCodecError) -> EncodedPayload?

/// Other encoders than the FDF's, for the compressed sections of one volume.
package struct VolumeCompression: Sendable {
  package struct Encoder: Sendable {
    /// The codec, which the module that opens the section must know.
    package var guid: GUID
    package var encode: PayloadEncoder

    package init(guid: GUID, encode: @escaping PayloadEncoder) {
      self.guid = guid
      self.encode = encode
    }
  }

  /// The first that the firmware decodes is taken.
  package var encoders: [Encoder]
  /// Where they are asked for.
  package var range: SourceRange

  package init(_ encoders: [Encoder], range: SourceRange) {
    self.encoders = encoders
    self.range = range
  }
}

/// What packing needs besides the platform itself.
package struct PackingContext: Sendable {
  package var modules: any ModuleSource
  package var encode: PayloadEncoder
  /// By the names of volumes, in lower case.
  package var compressions: [String: VolumeCompression]
  /// The files that FILE statements and FILE regions name.
  package var files: any ManifestFiles
  package var roots: WorkspaceRoots

  package init(
    modules: any ModuleSource, encode: @escaping PayloadEncoder,
    compressions: [String: VolumeCompression] = [:], files: any ManifestFiles, roots: WorkspaceRoots
  ) {
    self.modules = modules
    self.encode = encode
    self.compressions = compressions
    self.files = files
    self.roots = roots
  }

  /// The bytes of a file that a manifest names; an error in `diagnostics` and nil when there is none.
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
