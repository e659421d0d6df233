private import CLZMA

/// The CRC-32 of CRC32 sections and fault tolerant working blocks (polynomial 0x04C11DB7, reflected).
package func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
  bytes.withUnsafeBufferPointer { lzma_crc32($0.baseAddress, $0.count, 0) }
}
