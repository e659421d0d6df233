private import CLZMA

/// The .xz format, decoding only, for Debian's kernels.
package enum XZ {
  package enum Failure: Error, Equatable, Sendable {
    /// Not an .xz stream, or damaged or truncated after `decoded` decoded bytes.
    case damaged(decoded: Int)
    /// The decoded size exceeds the limit in bytes.
    case tooLarge(limit: Int)
    /// The stream requires more memory than any reasonable one.
    case memory
  }

  /// The first bytes of a stream (.xz file format 1.2.1, 2.1.1.1).
  package static let signature: [UInt8] = [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]

  /// In bytes. The largest dictionary of xz's presets is 64 MiB.
  private static let memoryLimit: UInt64 = 256 << 20
  private static let chunk = 1 << 20

  /// Decodes the first stream; bytes after its end are ignored.
  ///
  /// - Parameter limit: the maximum size of the result in bytes.
  package static func decode(_ stream: ArraySlice<UInt8>, limit: Int) throws(Failure) -> [UInt8] {
    var coder = kiln_lzma_stream_init()
    defer { lzma_end(&coder) }
    guard lzma_stream_decoder(&coder, memoryLimit, 0) == LZMA_OK else { throw .memory }
    var output: [UInt8] = []
    var result = LZMA_OK
    stream.withUnsafeBufferPointer { input in
      coder.next_in = input.baseAddress
      coder.avail_in = input.count
      while result == LZMA_OK, output.count <= limit {
        let part = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
          coder.next_out = buffer.baseAddress
          coder.avail_out = buffer.count
          result = lzma_code(&coder, LZMA_FINISH)
          count = buffer.count - coder.avail_out
        }
        output += part
      }
    }
    switch result {
    case LZMA_STREAM_END where output.count <= limit: return output
    case LZMA_OK, LZMA_STREAM_END: throw .tooLarge(limit: limit)
    case LZMA_MEMLIMIT_ERROR, LZMA_MEM_ERROR: throw .memory
    default: throw .damaged(decoded: output.count)
    }
  }
}
