import ActionCache
import Bytes
import FirmwareImage
import Host
import Packaging
import SystemPackage

/// A compressor whose streams are kept in the action cache: by its program, its arguments and what it compressed.
struct CachedEncoder {
  let cache: ActionCache
  /// The program that compresses.
  let tool: Digest
  /// Whether streams that the cache has are made all the same, and compared.
  let verifies: Bool

  /// nil if there is no cache, or no file at the path.
  init?(_ path: String, _ compile: CompileSelection, _ environment: ProcessEnvironment) {
    guard let folder = ActionCacheSettings(compile, environment).folder,
      let tool = FileDigests().digest(of: path)
    else { return nil }
    cache = ActionCache(LocalStore(folder))
    self.tool = tool
    verifies = compile.verifiesCache
  }

  /// The name of a stream in an entry; it is never a file.
  private static let name = "stream"

  func callAsFunction(_ encode: @escaping PayloadEncoder) -> PayloadEncoder {
    { payload, guid async throws(SectionCodecError) in
      var writer = KeyWriter("stream")
      writer.add(tool)
      writer.add(guid.description)
      writer.add(Digest(of: payload))
      let key = writer.key
      let known = cache.result(of: key, placed: key)?.files.first.flatMap { cache.contents($0.digest) }
      if let known, !verifies { return EncodedPayload(attributes: .processingRequired, bytes: known) }
      guard let encoded = try await encode(payload, guid) else { return nil }
      if let known, known != encoded.bytes {
        throw SectionCodecError(.cacheWrong, "expected the stream that the cache has, found other bytes")
      }
      let file = ActionResult.File(
        path: Self.name, digest: Digest(of: encoded.bytes), size: encoded.bytes.count, isExecutable: false)
      cache.store(ActionResult(files: [file]), for: key, placed: nil, contents: [encoded.bytes])
      return encoded
    }
  }
}
