package import Bytes

/// Collects what decides a result, and makes a key of it. Each part has its length before it, so that parts cannot run
/// into each other.
package struct KeyWriter: Sendable {
  private var bytes: [UInt8]

  /// - Parameter kind: keeps keys of different kinds apart.
  package init(_ kind: String) {
    bytes = []
    add("kiln action cache 1")
    add(kind)
  }

  package mutating func add(_ text: String) { add(Array(text.utf8)) }

  package mutating func add(_ digest: Digest) { add(digest.bytes) }

  /// A file's contents, or that there is none.
  package mutating func add(_ digest: Digest?) {
    if let digest { add(digest) } else { add("missing") }
  }

  package mutating func add(_ part: [UInt8]) {
    var count = UInt64(part.count)
    for _ in 0..<8 {
      bytes.append(UInt8(truncatingIfNeeded: count))
      count >>= 8
    }
    bytes += part
  }

  package var key: Digest { Digest(of: bytes) }
}
