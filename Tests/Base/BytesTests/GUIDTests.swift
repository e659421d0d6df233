import Bytes
import Testing

@Suite struct GUIDTests {
  /// EFI_GLOBAL_VARIABLE as UEFI 2.10 prints it (3.3), as MdePkg.dec writes it, and as an image stores it.
  static let stored: [UInt8] = [
    0x61, 0xDF, 0xE4, 0x8B, 0xCA, 0x93, 0xD2, 0x11, 0xAA, 0x0D, 0x00, 0xE0, 0x98, 0x03, 0x2B, 0x8C,
  ]
  static let text = "8BE4DF61-93CA-11D2-AA0D-00E098032B8C"

  @Test func registryFormIsMixedEndianInMemory() throws {
    let guid = try #require(GUID(Self.text.lowercased()))
    #expect(guid.mixedEndianBytes == Self.stored)
    #expect(guid.description == Self.text)
    #expect(GUID(mixedEndian: Self.stored[...]) == guid)
  }

  @Test func cStructureForms() {
    let braces = "{ 0x8BE4DF61, 0x93CA, 0x11D2, { 0xAA, 0x0D, 0x00, 0xE0, 0x98, 0x03, 0x2B, 0x8C }}"
    #expect(GUID(cStructure: braces) == GUID(Self.text))
    #expect(GUID(cStructure: "{0x8BE4DF61, 0x193CA, 0x11D2, {0xAA,0x0D,0,0xE0,0x98,0x03,0x2B,0x8C}}") == nil)
    #expect(GUID(cStructure: "{0x8BE4DF61}") == nil)
    #expect(GUID(cStructure: "}{") == nil)
  }

  @Test(arguments: [
    "", "8BE4DF61", "8BE4DF61-93CA-11D2-AA0D-00E098032B8", "8BE4DF61-93CA-11D2-AA0D-00E098032B8G",
  ])
  func malformedTextIsNil(_ text: String) {
    #expect(GUID(text) == nil)
  }

  /// RFC 9562, appendix A.4: the version 5 UUID of "www.example.com" in the DNS name space.
  @Test func nameBased() {
    let dns: GUID = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
    #expect(dns.named("www.example.com") == GUID("2ed6657d-e927-568b-95e1-2665a8aea6a2"))
  }
}
