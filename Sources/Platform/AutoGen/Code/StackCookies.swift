import Bytes
package import Vocabulary

/// Where the values of STACK_COOKIE_VALUE come from.
///
/// edk2's `build` draws 100 random numbers for each width, keeps them in the build folder, and gives each module one
/// of them by its GUID. What counts in an image is the value of StackCheckLib alone, as its source is the only one
/// that uses the macro.
package struct StackCookies: Equatable, Sendable {
  /// The numbers in StackCookieValues32.json; empty without the file.
  package var values32: [UInt64]
  /// The numbers in StackCookieValues64.json; empty without the file.
  package var values64: [UInt64]

  package init(values32: [UInt64] = [], values64: [UInt64] = []) {
    self.values32 = values32
    self.values64 = values64
  }

  /// - Parameter guid: FILE_GUID, as the INF or the DSC spells it.
  package func value(guid: String, architecture: Architecture) -> UInt64 {
    let is32Bit = architecture.pointerSize == 4
    let values = is32Bit ? values32 : values64
    if !values.isEmpty { return values[PythonHash.index(of: guid, count: values.count)] }
    // The same in every build, and different for every module. The GUID may be written in either case.
    let hash = Checksum.fnv1a(guid.lowercased().utf8)
    return is32Bit ? UInt64(UInt32(truncatingIfNeeded: hash ^ hash >> 32)) : hash
  }
}

/// `hash()` of Python 3.11 and later for a string, with the seed that edksetup.sh sets (PYTHONHASHSEED=1).
enum PythonHash {
  /// `hash(text) % count`, which Python rounds down.
  static func index(of text: String, count: Int) -> Int {
    let hash = Int64(bitPattern: value(Array(text.utf8)))
    // -1 stands for an error in Python's C code.
    let remainder = Int((hash == -1 ? -2 : hash) % Int64(count))
    return remainder < 0 ? remainder + count : remainder
  }

  /// The first 16 bytes of Python's generator (`lcg_urandom` in Python/bootstrap_hash.c) for the seed 1.
  private static let key: (UInt64, UInt64) = (0xAED6_6CE1_84BE_2329, 0xEBE9_BBF1_F149_9052)

  /// SipHash with one round for each word and three at the end (Aumasson and Bernstein, "SipHash: a fast short-input
  /// PRF").
  static func value(_ bytes: [UInt8]) -> UInt64 {
    var state: (UInt64, UInt64, UInt64, UInt64) = (
      key.0 ^ 0x736F_6D65_7073_6575, key.1 ^ 0x646F_7261_6E64_6F6D, key.0 ^ 0x6C79_6765_6E65_7261,
      key.1 ^ 0x7465_6462_7974_6573
    )
    func round() {
      state.0 &+= state.1
      state.2 &+= state.3
      state.1 = rotated(state.1, 13) ^ state.0
      state.3 = rotated(state.3, 16) ^ state.2
      state.0 = rotated(state.0, 32)
      state.2 &+= state.1
      state.0 &+= state.3
      state.1 = rotated(state.1, 17) ^ state.2
      state.3 = rotated(state.3, 21) ^ state.0
      state.2 = rotated(state.2, 32)
    }
    var padded = bytes
    padded += repeatElement(0, count: 7 - bytes.count % 8)
    padded.append(UInt8(truncatingIfNeeded: bytes.count))
    for start in stride(from: 0, to: padded.count, by: 8) {
      let word = padded[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      state.3 ^= word
      round()
      state.0 ^= word
    }
    state.2 ^= 0xFF
    for _ in 0..<3 { round() }
    return state.0 ^ state.1 ^ state.2 ^ state.3
  }

  private static func rotated(_ value: UInt64, _ bits: UInt64) -> UInt64 {
    value << bits | value >> (64 - bits)
  }
}
