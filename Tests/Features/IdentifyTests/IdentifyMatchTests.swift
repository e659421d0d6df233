import Bytes
import FirmwareImage
import Identify
import ObjectFormats
import Testing

/// The best platform and the releases, on small catalogues.
@Suite struct IdentifyMatchTests {
  private static func guid(_ number: Int) -> GUID {
    GUID("00000000-0000-0000-0000-" + String(repeating: "0", count: 9) + String(100 + number)) ?? .zero
  }

  /// Files 0 to 39 for all releases; 40 since 202205; 41 until 202111; 42 and 43, which came later, with Secure
  /// Boot; 44 without SMM, 45 with.
  private static func a() throws -> KnownPlatform {
    try KnownPlatform(
      parsing: "platform OvmfPkg/OvmfPkgX64.dsc 202002 202411\narch X64 202002 202411\n"
        + (0..<40).map { row($0) }.joined() + row(40, "202205 202411") + row(41, "202002 202111")
        + row(42, if: "SECURE_BOOT_ENABLE") + row(43, "202205 202411", if: "SECURE_BOOT_ENABLE")
        + row(44, if: "!SMM_REQUIRE") + row(45, if: "SMM_REQUIRE"))
  }

  /// The same without 30 to 39, and with 50 to 55 of its own.
  private static func b() throws -> KnownPlatform {
    try KnownPlatform(
      parsing: "platform OvmfPkg/OvmfXen.dsc 202002 202411\n" + (0..<30).map { row($0) }.joined()
        + (50..<56).map { row($0) }.joined())
  }

  private static func row(_ number: Int, _ releases: String = "202002 202411", if condition: String? = nil)
    -> String
  {
    "file DXEFV \(guid(number)) \(releases) Module\(number)" + (condition.map { " if \($0)" } ?? "") + "\n"
  }

  private static func catalogue() throws -> PlatformCatalogue {
    PlatformCatalogue(releases: [202002, 202111, 202205, 202211, 202411], platforms: [try a(), try b()])
  }

  private func facts(_ numbers: some Sequence<Int>, machine: Machine = .x64) -> ImageFacts {
    var facts = ImageFacts()
    facts.files = numbers.map {
      ImageFacts.File(guid: Self.guid($0), type: .driver, place: [$0], machine: machine, volume: nil)
    }
    return facts
  }

  private func search(_ facts: ImageFacts) throws -> PlatformSearch? {
    PlatformSearch(facts, in: try Self.catalogue())
  }

  @Test func everythingAsItWasAtSomeReleases() throws {
    let found = try #require(try search(facts(Array(0...40) + [44])))
    #expect(found.best.platform.name == "OvmfPkg/OvmfPkgX64.dsc")
    #expect(found.releases == 202205...202411 && found.hasExactReleases && found.certainty == .certain)
    let older = try #require(try search(facts(Array(0..<40) + [41, 45])))
    #expect(older.releases == 202002...202111)
  }

  /// The second file of a switch that is on came later, so its absence dates the image.
  @Test func filesOfASwitchStandAndFallTogether() throws {
    let with = try #require(try search(facts(Array(0...40) + [42, 43, 44])))
    #expect(with.releases == 202205...202411 && with.hasExactReleases)
    let without = try #require(try search(facts(Array(0..<40) + [41, 42, 44])))
    #expect(without.releases == 202002...202111 && without.hasExactReleases)
  }

  /// Without some of its files an image can be of any release that has what is left.
  @Test func trimmedImagesLeaveTheReleaseOpen() throws {
    let trimmed = try #require(try search(facts(Array(5..<40) + [44])))
    #expect(trimmed.best.platform.name == "OvmfPkg/OvmfPkgX64.dsc")
    #expect(trimmed.releases == 202002...202411 && !trimmed.hasExactReleases)
    let newer = try #require(try search(facts(Array(5...40) + [44])))
    #expect(newer.releases == 202205...202411 && newer.since == Self.guid(40))
    let older = try #require(try search(facts(Array(5..<40) + [41, 44])))
    #expect(older.releases == 202002...202111 && older.until == Self.guid(41))
  }

  @Test func strangersHardlyCount() throws {
    let found = try #require(try search(facts(Array(0...40) + [44, 90, 91])))
    #expect(found.certainty == .certain && found.best.unknown.count == 2)
  }

  @Test func otherProcessorsAndOtherFirmwareAreNoPlatform() throws {
    let other = try #require(try search(facts(Array(0..<30) + (30..<40), machine: .ia32)))
    #expect(other.best.platform.name == "OvmfPkg/OvmfXen.dsc" && other.certainty == .possible)
    #expect(try search(facts(60..<100)) == nil)
    #expect(try search(facts([])) == nil)
  }

  @Test func theRightPlatformOfTwo() throws {
    let found = try #require(try search(facts(Array(0..<30) + (50..<56))))
    #expect(found.best.platform.name == "OvmfPkg/OvmfXen.dsc" && found.certainty == .certain)
    #expect(found.next?.platform.name == "OvmfPkg/OvmfPkgX64.dsc")
  }

  @Test func switchesAreReadOffFiles() throws {
    let on = facts(Array(0...40) + [42, 43, 45])
    let match = try #require(try search(on)).best
    let reading = SwitchReading(match, present: Set(on.files.map(\.guid)))
    #expect(reading["SECURE_BOOT_ENABLE"] == true && reading["SMM_REQUIRE"] == true)
    #expect(reading.switches.map(\.name) == ["SECURE_BOOT_ENABLE", "SMM_REQUIRE"])
    #expect(reading.switches.first?.witness == Self.guid(42))
    let off = facts(Array(0...40) + [44])
    let other = SwitchReading(try #require(try search(off)).best, present: Set(off.files.map(\.guid)))
    #expect(other["SECURE_BOOT_ENABLE"] == false && other["SMM_REQUIRE"] == false)
    #expect(other.switches.first?.absent == [Self.guid(42), Self.guid(43)])
  }

  /// A plain store (edk2's `VARIABLE_HEADER`, 32 bytes) with a deleted variable, and one whose size reaches beyond it.
  @Test func variablesOfAStore() throws {
    func variables(_ data: [UInt8]) throws -> [StoredVariable] {
      let size = (0..<4).map { UInt8(truncatingIfNeeded: (28 + data.count) >> (8 * $0)) }
      let bytes = VariableStore.plain.mixedEndianBytes + size + [0x5A, 0xFE, 0, 0, 0, 0, 0, 0] + data
      let image = FlashImage.parse(bytes, path: "x", decoder: nil).image
      guard case .variableStore(let store) = try #require(image.regions.first) else { return [] }
      return StoredVariable.all(in: store)
    }
    // StartId, state, reserved, attributes, sizes, EFI_GLOBAL_VARIABLE, "PK", one byte of data.
    let pk: [UInt8] =
      [0xAA, 0x55, 0x3F, 0, 7, 0, 0, 0, 6, 0, 0, 0, 1, 0, 0, 0] + StoredVariable.global.mixedEndianBytes
      + [0x50, 0, 0x4B, 0, 0, 0, 0xFF]
    var deleted = pk
    deleted[2] = 0x3C
    let found = try variables(pk + [0xFF] + deleted + [0xFF] + pk + [0xFF, 0xFF, 0xFF])
    #expect(found.map(\.name) == ["PK", "PK"] && found.map(\.offset) == [28, 28 + 80])
    var endless = pk
    endless.replaceSubrange(8..<12, with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(try variables(endless).isEmpty)
    for count in 0..<pk.count { #expect(try variables(Array(pk.prefix(count))).isEmpty) }
  }
}
