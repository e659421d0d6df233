import CCrypto

/// SHA-256 (FIPS 180-4, 6.2), by which distributions name their files.
package enum SHA256 {
  /// 32 bytes.
  package static func digest(_ bytes: some Collection<UInt8>) -> [UInt8] {
    if let digest = bytes.withContiguousStorageIfAvailable(digest) { return digest }
    return Array(bytes).withUnsafeBufferPointer(digest)
  }

  /// 64 digits in small letters.
  package static func text(_ bytes: some Collection<UInt8>) -> String {
    digest(bytes).map(\.hexadecimalDigits).joined()
  }

  private static func digest(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    var none: UInt8 = 0
    // libcrypto takes no null pointer for no bytes.
    if let start = bytes.baseAddress {
      CCrypto.SHA256(start, bytes.count, &digest)
    } else {
      CCrypto.SHA256(&none, 0, &digest)
    }
    return digest
  }
}
