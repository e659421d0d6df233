import Bytes
import Compression
import FirmwareImage
import Sizes
import TestSupport
import Testing

/// Who pays for which byte of flash.
@Suite struct SizeAttributionTests {
  @Test func debiansCode() throws {
    let image = FlashImage.parse(
      try Provided.bytes("/usr/share/OVMF/OVMF_CODE.fd"), path: "x", decoder: SectionCodecs()
    ).image
    let sizes = SizeAttribution(image, ledgers: LZMALedgers())
    let stream = try #require(sizes.streams.first)
    #expect(sizes.streams.count == 1 && stream.encodedSize == 1_512_740 && stream.size == 13_500_560)
    #expect(abs(try #require(stream.booked) - 1_512_727) < 16)

    // What is in the stream pays for the stream, but for headers and padding of the volumes in it.
    let inside = sizes.files.filter { ["PEIFV", "DXEFV"].contains($0.volume) }
    let paid = inside.reduce(0) { $0 + $1.flash }
    #expect(paid < 1_512_740 && paid > 1_512_740 - 2_000, "\(paid)")
    // What stands in flash as it is costs what it is large.
    for file in sizes.files where file.volume == "SECFV" { #expect(file.flash == Double(file.raw)) }
    // The volumes' own file costs its stream and its headers.
    let container = try #require(sizes.files.first { $0.holdsVolumes })
    #expect(container.flash == Double(container.raw) && container.raw > 1_512_740)
    // Sections with their headers are all of a file but for its own header and padding.
    for file in inside where !file.sections.isEmpty {
      let sections = file.sections.reduce(0) { $0 + $1.flash }
      #expect(sections <= file.flash + 0.001 && sections > file.flash - 80, "\(file.name)")
    }
    // The Shell is the largest module, raw and in the stream.
    #expect(inside.max { $0.raw < $1.raw }?.name == "Shell")
    #expect(inside.allSatisfy { $0.flash >= 0 })
  }

  private struct NoLedgers: SectionLedgers {
    func ledger(_ guid: GUID, payload: ArraySlice<UInt8>, limit: Int) -> (any StreamLedger)? { nil }
  }

  /// Without a ledger every byte of a stream costs the same.
  @Test func withoutBooksCostsAreEven() throws {
    let image = FlashImage.parse(
      try Provided.bytes("/usr/share/OVMF/OVMF_CODE.fd"), path: "x", decoder: SectionCodecs()
    ).image
    let sizes = SizeAttribution(image, ledgers: NoLedgers())
    #expect(sizes.streams.map(\.booked) == [nil])
    for file in sizes.files where ["PEIFV", "DXEFV"].contains(file.volume) {
      #expect(abs(file.flash - Double(file.raw) * 1_512_740 / 13_500_560) < 0.001)
    }
  }
}
