import Compression
import Foundation
import Testing

/// Python's lzma module makes the streams.
@Suite struct XZTests {
  private static let sample: [UInt8] = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 7 ^ $0 >> 12) }

  private func compress(_ options: String = "") throws -> [UInt8] {
    [UInt8](
      try Python.run(
        "import lzma,sys; sys.stdout.buffer.write(lzma.compress(sys.stdin.buffer.read()\(options)))",
        input: Self.sample))
  }

  /// The second is how Linux compresses its kernels (`scripts/xz_wrap.sh`).
  @Test(arguments: [
    "",
    ", check=lzma.CHECK_CRC32, filters=[{'id': lzma.FILTER_X86}, {'id': lzma.FILTER_LZMA2, 'dict_size': 1 << 25}]",
  ])
  func decodes(options: String) throws {
    let stream = try compress(options)
    #expect(stream.starts(with: XZ.signature))
    #expect(try XZ.decode(stream[...], limit: Self.sample.count) == Self.sample)
    // Linux puts the size behind it.
    #expect(try XZ.decode((stream + [1, 2, 3, 4])[...], limit: Self.sample.count) == Self.sample)
  }

  @Test func hasALimit() throws {
    let stream = try compress()
    let limit = Self.sample.count - 1
    #expect(throws: XZ.Failure.tooLarge(limit: limit)) { try XZ.decode(stream[...], limit: limit) }
  }

  @Test func damageIsNoticed() throws {
    var stream = try compress()
    #expect(throws: XZ.Failure.damaged(decoded: 0)) { try XZ.decode([], limit: 100) }
    #expect(throws: XZ.Failure.damaged(decoded: 0)) { try XZ.decode([1, 2, 3, 4], limit: 100) }
    #expect(throws: XZ.Failure.self) { try XZ.decode(stream.dropLast(20), limit: Self.sample.count) }
    stream[stream.count / 2] ^= 0xFF
    #expect(throws: XZ.Failure.self) { try XZ.decode(stream[...], limit: Self.sample.count) }
  }
}
