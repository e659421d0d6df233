import PlatformModel
import Testing
import Vocabulary

@testable import KilnDriver

@Suite struct VariantRecordTests {
  private static let variant = Variant(
    platform: "OvmfPkg/OvmfPkgX64.dsc", architectures: [.x64], target: .release, toolchain: "GCC5",
    defines: ["SECURE_BOOT_ENABLE": "TRUE"], pcds: ["gSpace.PcdOne": "L\"a \\\"b\\\"\""])

  @Test func isReadBackAsItWasWritten() throws {
    let record = VariantRecord(Self.variant, images: [.init("OVMF.fd", [1, 2, 3]), .init("ä ö.fd", [])])
    #expect(try VariantRecord(parsing: record.bytes) == record)
  }

  @Test func theSameBytesWhateverTheOrder() {
    var other = Self.variant
    other.defines = ["B": "1", "A": "2"]
    var again = Self.variant
    again.defines = ["A": "2", "B": "1"]
    #expect(VariantRecord(other, images: []).bytes == VariantRecord(again, images: []).bytes)
  }

  /// FNV-1a of "a" in 64 bits is af63dc4c8601ec8c (draft-eastlake-fnv-21, appendix).
  @Test func theFileIsDocumentedJSON() {
    let text = String(
      decoding: VariantRecord(Self.variant, images: [.init("A.fd", [0x61])]).bytes, as: UTF8.self)
    #expect(text.contains("\"schema\" : \"kiln-variant-1\""))
    #expect(text.contains("\"fnv1a\" : \"af63dc4c8601ec8c\""))
    #expect(text.contains("\"platform\" : \"OvmfPkg/OvmfPkgX64.dsc\""))
  }

  @Test(arguments: [
    ("", "it is not JSON with a schema"), ("[1]", "it is not JSON with a schema"),
    ("{\"schema\": \"kiln-variant-9\"}", "expected schema 'kiln-variant-1', found 'kiln-variant-9'"),
    ("{\"schema\": \"kiln-variant-1\"}", "a value is missing or has the wrong type"),
  ])
  func aFileOfAnotherKilnIsNoRecord(text: String, reason: String) {
    #expect(throws: VariantRecord.Fault(reason: reason)) { try VariantRecord(parsing: Array(text.utf8)) }
  }

  @Test func everyByteMayBeDamaged() {
    let bytes = VariantRecord(Self.variant, images: [.init("A.fd", [0x61])]).bytes
    for index in bytes.indices {
      for byte in [UInt8(0), 0x22, 0x7B, 0xFF] {
        var damaged = bytes
        damaged[index] = byte
        _ = try? VariantRecord(parsing: damaged)
      }
      _ = try? VariantRecord(parsing: Array(bytes[..<index]))
    }
  }
}
