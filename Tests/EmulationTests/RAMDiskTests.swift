import Emulation
import Testing

/// The bytes are those of the format's description (Linux, `buffer-format.rst`), read off by hand.
@Suite struct RAMDiskTests {
  private static let file =
    "070701" + "00000001" + "000081A4" + "00000000" + "00000000" + "00000001" + "00000000" + "00000003"
    + "00000000" + "00000000" + "00000000" + "00000000" + "00000002" + "00000000" + "a\0" + "abc\0"
  private static let trailer =
    "070701" + "00000000" + "00000000" + "00000000" + "00000000" + "00000001" + "00000000" + "00000000"
    + "00000000" + "00000000" + "00000000" + "00000000" + "0000000B" + "00000000" + "TRAILER!!!\0" + "\0\0\0"

  @Test func oneFile() {
    var disk = RAMDisk()
    disk.add("a", .file(Array("abc".utf8)))
    #expect(String(decoding: disk.bytes, as: UTF8.self) == Self.file + Self.trailer)
  }

  @Test func foldersComeBeforeWhatIsInThem() {
    var disk = RAMDisk()
    disk.add("bin/sh", .link("busybox"))
    disk.add("bin/busybox", .program([0]))
    disk.add("bin/busybox", .program([1]))
    let text = String(decoding: disk.bytes, as: UTF8.self)
    let modes = ["000041ED", "0000A1FF", "000081ED"]
    #expect(text.split(separator: "070701").dropLast().map { String($0.dropFirst(8).prefix(8)) } == modes)
    #expect(disk.contains("bin"))
    #expect(disk.bytes.count % 4 == 0)
  }
}
