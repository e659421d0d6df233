import ActionCache
import Bytes
import FirmwareImage
import Host
import Packaging
import Synchronization

/// A compressor whose streams are kept in the action cache: by its program, its arguments and what it compressed.
final class CachedEncoder: Sendable {
  private let cache: ActionCache
  /// The program that compresses.
  private let tool: Digest
  /// Whether streams that the cache has are made all the same, and compared.
  private let verifies: Bool
  private let counts = Mutex(Counts())

  /// The numbers of streams.
  struct Counts {
    var restored = 0
    var verified = 0
  }

  /// nil if there is no cache, or no file at the path.
  init?(_ path: String, cache: ActionCache, verifies: Bool) {
    guard !cache.isOff, let tool = FileDigests().digest(of: path) else { return nil }
    self.cache = cache
    self.tool = tool
    self.verifies = verifies
  }

  /// The name of a stream in an entry; it is never a file.
  private static let name = "stream"

  func caching(_ encode: @escaping PayloadEncoder) -> PayloadEncoder {
    { payload, guid async throws(SectionCodecError) in
      var writer = KeyWriter("stream")
      writer.add(self.tool)
      writer.add(guid.description)
      writer.add(Digest(of: payload))
      let key = writer.key
      let known = await self.cache.output(of: key)
      if let known, !self.verifies {
        self.counts.withLock { $0.restored += 1 }
        return EncodedPayload(attributes: .processingRequired, bytes: known)
      }
      guard let encoded = try await encode(payload, guid) else { return nil }
      if let known {
        self.counts.withLock { $0.verified += 1 }
        if known != encoded.bytes {
          throw SectionCodecError(.cacheWrong, "expected the stream that the cache has, found other bytes")
        }
        return encoded
      }
      let file = ActionResult.File(
        path: Self.name, digest: Digest(of: encoded.bytes), size: encoded.bytes.count, isExecutable: false)
      self.cache.store(ActionResult(files: [file]), for: key, placed: nil, contents: [encoded.bytes])
      return encoded
    }
  }

  /// What was done with streams; nil if nothing was.
  var summary: String? {
    let counts = counts.withLock { $0 }
    let parts = [
      counts.restored > 0 ? "\(Self.streams(counts.restored)) taken from the cache" : nil,
      verifies ? "\(Self.streams(counts.verified)) compared with the cache's" : nil,
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private static func streams(_ count: Int) -> String { count == 1 ? "1 stream" : "\(count) streams" }
}
