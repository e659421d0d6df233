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
    digest(bytes).hexadecimalDigits
  }

  private static func digest(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    CCrypto.SHA256(bytes.baseAddress, bytes.count, &digest)
    return digest
  }
}
