import ActionCache
import Compression
import Diagnostics
import FirmwareImage
import Host
import Manifests
import Packaging
import PlatformModel
import Vocabulary

/// How a session makes images of modules: who compresses, and what is said of it.
struct ImagePacking {
  private let session: BuildSession
  private let lzmaTool: String?
  /// Access to the files that the FDF names.
  private let files: any ManifestFiles

  /// - Parameter lzmaTool: edk2's LzmaCompress; nil for liblzma.
  init(_ session: BuildSession, lzmaTool: String?, files: any ManifestFiles) {
    self.session = session
    self.lzmaTool = lzmaTool
    self.files = files
  }

  func pack(
    _ platform: ResolvedPlatform, _ modules: any ModuleSource
  ) async throws(DiagnosticError) -> BuildSession.Packed {
    let tool = try tool()
    var encode = announced(LZMATool.encoder(tool))
    let cache = tool == nil ? nil : try session.actionCache()
    let streams =
      if let tool, let cache {
        CachedEncoder(tool.path, cache: cache, verifies: session.compile.verifiesCache)
      } else { CachedEncoder?.none }
    if let streams { encode = streams.caching(encode) }
    let packing = PackingContext(
      modules: modules, encode: encode,
      compressions: try compressions(of: platform), files: files, roots: session.workspace.roots)
    let (plan, warnings) = try await ImagePacker.pack(platform, context: packing)
    if let cache { session.context.warn(await cache.settle(now: FileSignature.now)) }
    if let summary = streams?.summary { session.context.console.progress(summary) }
    session.context.warn(warnings)
    return BuildSession.Packed(session: session, platform: platform, plan: plan)
  }

  /// Prints a message before encoding, which takes seconds for the volumes of an OVMF.
  private func announced(_ encode: @escaping PayloadEncoder) -> PayloadEncoder {
    let console = session.context.console
    return { payload, guid async throws(SectionCodecError) in
      console.progress("compressing \(payload.count) bytes")
      return try await encode(payload, guid)
    }
  }

  /// The platform's compressors. With --lzma-tool, the tool is used in their place.
  private func compressions(
    of platform: ResolvedPlatform
  ) throws(DiagnosticError) -> [VolumeName: VolumeCompression] {
    var compressions: [VolumeName: VolumeCompression] = [:]
    let tool = session.packing.lzmaTool == nil ? nil : try tool()
    for request in platform.compression {
      var encoders: [VolumeCompression.Encoder] = []
      for text in request.compressors {
        guard let compressor = Compressor(text) else {
          throw DiagnosticError(.compressionUnknown(text, at: request.range))
        }
        let codecs = SectionCodecs(settings: compressor.settings)
        encoders.append(
          VolumeCompression.Encoder(
            guid: compressor.guid,
            encode: announced { payload, guid async throws(SectionCodecError) in
              guard let tool else { return try codecs.encode(payload, for: guid) }
              return try await LZMATool.encoder(tool)(payload, guid)
            }))
      }
      compressions[request.volume] = VolumeCompression(encoders, range: request.range)
    }
    return compressions
  }

  private func tool() throws(DiagnosticError) -> LZMATool? {
    guard let lzmaTool else { return nil }
    guard session.workspace.files.kind(of: lzmaTool) == .file else {
      throw DiagnosticError(.lzmaToolMissing(lzmaTool))
    }
    return LZMATool(
      path: lzmaTool, files: session.workspace.files, environment: session.context.environment)
  }
}

extension Diagnostic {
  static func compressionUnknown(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .compressionUnknown, at: .source(range), "expected a compressor, found '\(text)'", fix: Compressor.form)
  }

  static func lzmaToolMissing(_ path: String) -> Diagnostic {
    Diagnostic(
      .lzmaToolMissing, at: .file(path), "expected the LZMA compressor, found no file",
      fix: "give the path of edk2's LzmaCompress, or leave the option out to compress with liblzma")
  }
}
