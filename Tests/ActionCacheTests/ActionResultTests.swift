import ActionCache
import Bytes
import Testing

@Suite struct ActionResultTests {
  private let key = Digest(of: [1, 2, 3])

  private var result: ActionResult {
    ActionResult(
      files: [
        .init(path: "$B/X64/A.obj", digest: Digest(of: [4]), size: 1, isExecutable: false),
        .init(path: "$B/HostTools/VfrCompile", digest: Digest(of: []), size: 300, isExecutable: true),
      ], attachment: Array("more".utf8))
  }

  @Test func whatIsWrittenIsRead() {
    #expect((try? ActionResult(decoding: result.encoded(for: key), for: key)) == result)
    let empty = ActionResult(files: [])
    #expect((try? ActionResult(decoding: empty.encoded(for: key), for: key)) == empty)
  }

  /// The fields of the Remote Execution API's message, by their numbers there.
  @Test func theMessageIsThatOfTheAPI() {
    let file = ActionResult.File(path: "a", digest: Digest(of: []), size: 300, isExecutable: true)
    let bytes = ActionResult(files: [file]).encoded(for: key)
    // SHA-256 of nothing, as FIPS 180-4's test vectors have it.
    let digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    let inner: [UInt8] = [0x0A, 64] + Array(digest.utf8) + [0x10, 0xAC, 0x02]
    let entry: [UInt8] = [0x0A, 1, UInt8(ascii: "a"), 0x12, UInt8(inner.count)] + inner + [0x20, 1]
    #expect(bytes.starts(with: [0x12, UInt8(entry.count)] + entry))
    #expect(bytes[2 + entry.count] == 7 << 3 | 2)
  }

  @Test func anEntryOfAnotherKeyIsNone() {
    #expect((try? ActionResult(decoding: result.encoded(for: key), for: Digest(of: [9]))) == nil)
  }

  @Test func noDamagedByteGivesAnotherResult() {
    let bytes = result.encoded(for: key)
    for place in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[place] ^= 1 << UInt8(bit)
        let read = try? ActionResult(decoding: damaged, for: key)
        #expect(read == nil || read == result, "bit \(bit) of byte \(place)")
      }
      #expect((try? ActionResult(decoding: Array(bytes[..<place]), for: key)) == nil)
    }
    #expect((try? ActionResult(decoding: Array("<html>404</html>".utf8), for: key)) == nil)
  }
}
