#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Looks for bytes in large files.
package enum ByteSearch {
  package static func contains(_ needle: [UInt8], in bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { haystack in
      needle.withUnsafeBytes { needle in
        guard var place = haystack.baseAddress, let name = needle.baseAddress else { return needle.isEmpty }
        let last = place + haystack.count - needle.count
        while place <= last {
          guard let found = memchr(place, Int32(needle[0]), last - place + 1) else { return false }
          if memcmp(found, name, needle.count) == 0 { return true }
          place = UnsafeRawPointer(found) + 1
        }
        return false
      }
    }
  }
}
