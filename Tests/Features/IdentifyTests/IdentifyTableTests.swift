import Bytes
import Identify
import TestSupport
import Testing

/// The tables of known platforms, and what is read without them.
@Suite struct IdentifyTableTests {
  @Test func rowsAreRead() throws {
    let platform = try KnownPlatform(
      parsing: """
        platform OvmfPkg/A.dsc 202205 202411
        arch IA32+X64/X64 202205 202411
        size DXEFV 0xC00000 202205 202211
        size SECFV 0x34000 202205 202411 if FD_SIZE_IN_KB=4096

        file DXEFV F0E6A44F-7195-41C3-AC64-54F202CD0A21 202205 202411 SecureBootConfigDxe if A&!B
        """)
    #expect(platform.name == "OvmfPkg/A.dsc" && platform.releases == 202205...202411 && !platform.isOwn)
    #expect(platform.architectures.map(\.choices) == [[["IA32", "X64"], ["X64"]]])
    #expect(platform.volumes.map(\.size) == [0xC00000, 0x34000])
    #expect(platform.volumes.map(\.choice) == [nil, "FD_SIZE_IN_KB=4096"])
    #expect(platform.files.map(\.conditions) == [["A", "!B"]])
  }

  @Test(arguments: [
    ("", 1), ("file DXEFV", 1), ("platform A 202205", 1), ("platform A 202411 202205", 1),
    ("platform A 202205 202411\nplatform B 202205 202411", 2),
    ("platform A 202205 202411\nsize DXEFV C00000 202205 202211", 2),
    ("platform A 202205 202411\n\nfile DXEFV $(NAME) 202205 202411 Name", 3),
    ("platform A 202205 202411\nother", 2),
  ])
  func whatIsNoRowIsNamedByItsLine(text: String, line: Int) {
    #expect(throws: KnownPlatform.Fault(line: line)) { try KnownPlatform(parsing: text) }
  }

  /// Forms that Debian, Fedora and edk2 write.
  @Test(arguments: [
    ("2022.11-6+deb12u2", 202211), ("2025.02-8", 202502), ("edk2-stable202411", 202411),
    ("edk2-20230524-3.el9", 202305), ("stable202605", 202605),
  ])
  func versionsNameReleases(text: String, release: Int) {
    #expect(ReleaseText(text)?.release == release)
  }

  @Test(arguments: [
    "", "20", "2022", "2022.1", "2022.13-1", "202", "20221", "1999.11", "edk2-", "EDK II", "2022,11",
  ])
  func otherTextNamesNone(text: String) {
    #expect(ReleaseText(text) == nil)
  }

  /// The end of Debian's OVMF_CODE_4M.fd, read off the file: four entries, the last of them SEV-ES's.
  static let end: [UInt8] = [
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x1A, 0x00, 0x1F, 0x37, 0x55, 0x72, 0x3B, 0x3A, 0x04,
    0x4B, 0x92, 0x7B, 0x1D, 0xA6, 0xEF, 0xA8, 0xD4, 0x54, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x1A, 0x00, 0x61, 0xB3, 0x2E, 0x4C, 0x9B, 0x7D, 0xC3, 0x4C, 0x80, 0x81, 0x12, 0x7C, 0x90, 0xD3, 0xD2,
    0x94, 0x04, 0x80, 0x80, 0x00, 0x16, 0x00, 0xDE, 0x71, 0xF7, 0x00, 0x7E, 0x1A, 0xCB, 0x4F, 0x89, 0x0E,
    0x68, 0xC7, 0x7E, 0x2F, 0xB4, 0x4E, 0x5C, 0x00, 0xDE, 0x82, 0xB5, 0x96, 0xB2, 0x1F, 0xF7, 0x45, 0xBA,
    0xEA, 0xA3, 0x66, 0xC5, 0x5A, 0x08, 0x2D, 0xE9, 0x72, 0xFF, 0x90, 0x90, 0x90, 0x90, 0x90, 0x00, 0x00,
    0x00, 0x00, 0x56, 0x54, 0x46, 0x00, 0x90, 0x90, 0xE9, 0x5B, 0xFF, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90,
    0x90, 0x90, 0x90, 0x90, 0x90,
  ]

  @Test func entriesOfTheGUIDTable() {
    let entries = GUIDTable.entries(endOf: Self.end[...])
    #expect(entries.map(\.guid) == [GUIDTable.sevESReset, GUIDTable.sevSecret, GUIDTable.sevHashes])
    #expect(entries.first?.data == [0x04, 0x80, 0x80, 0x00])
    #expect(entries.first?.offset == Self.end.count - 0x20 - 18 - 16)
  }

  /// A length that reaches beyond the table, or the file, ends it.
  @Test(arguments: [0, 1, 17, 18, 0xFF])
  func damagedTables(length: UInt8) {
    var bytes = Self.end
    bytes[bytes.count - 0x20 - 18 - 18] = length
    let entries = GUIDTable.entries(endOf: bytes[...])
    #expect(entries.count <= 1)
    for count in 0..<bytes.count { _ = GUIDTable.entries(endOf: Self.end.suffix(count)) }
    #expect(GUIDTable.entries(endOf: [][...]).isEmpty)
  }
}
