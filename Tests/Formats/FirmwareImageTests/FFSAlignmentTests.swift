import FirmwareImage
import Testing

/// The table is that of PI 1.8 Vol 3, 3.2.3.1.
@Suite struct FFSAlignmentTests {
  @Test(arguments: [
    (1, 0), (8, 0), (16, 1), (32, 2), (128, 2), (512, 3), (0x400, 4), (0x1000, 5), (0x8000, 6),
    (0x10000, 7), (0x20000, 8), (0x100_0000, 15),
  ])
  func leastCode(bytes: Int, code: UInt8) {
    #expect(FFSAlignment(atLeast: bytes)?.rawValue == code)
  }

  @Test func moreThanSixteenMebibytesHasNoCode() {
    #expect(FFSAlignment(atLeast: 0x200_0000) == nil)
  }

  @Test func upperHalfSetsTheSecondAttribute() {
    var attributes: FFSFile.Attributes = .fixed
    attributes.alignment = FFSAlignment(rawValue: 9)
    #expect(attributes.rawValue == 0x04 | 0x02 | 0x08)
    #expect(attributes.alignment.bytes == 256 << 10)
  }
}
