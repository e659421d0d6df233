import Bytes
import Testing

@Suite struct ByteReaderTests {
  @Test func fieldsAreLittleEndian() throws {
    var reader = ByteReader([0x78, 0x56, 0x34, 0x12, 0xFF])
    #expect(try reader.read(UInt32.self) == 0x1234_5678)
    #expect(reader.offset == 4)
    #expect(try reader.read(UInt8.self) == 0xFF)
    #expect(reader.remaining == 0)
  }

  @Test func truncationNamesTheOffsetInTheImage() {
    let image: [UInt8] = [0, 1, 2, 3, 4, 5]
    var reader = ByteReader(image[3...])
    #expect(throws: ByteError.truncated(offset: 3, wanted: 4, left: 3)) {
      try reader.read(UInt32.self)
    }
    #expect(throws: ByteError.truncated(offset: 3, wanted: -1, left: 3)) {
      try reader.read(count: -1)
    }
  }

  @Test func checksums() {
    #expect(Checksum.complement8([0xFF, 0x02]) == 0xFF)
    #expect(Checksum.sum16([0x34, 0x12, 0x01]) == 0x1235)
    #expect(13.aligned(to: 8) == 16)
    #expect(16.aligned(to: 8) == 16)
  }
}
