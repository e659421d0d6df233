import Compression
import Testing

@Suite struct CRC32Tests {
  /// The check value of the catalogue of parametrised CRC algorithms, CRC-32/ISO-HDLC.
  @Test func checkValue() {
    #expect(crc32(Array("123456789".utf8)[...]) == 0xCBF4_3926)
  }
}
