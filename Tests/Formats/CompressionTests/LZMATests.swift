import Compression
import Diagnostics
import FirmwareImage
import Foundation
import TestSupport
import Testing

@Suite struct LZMATests {
  /// Something that compresses, and has calls and jumps for the branch filter.
  private static let sample: [UInt8] = (0..<20_000).map { index in
    index % 5 == 0 ? 0xE8 : UInt8(truncatingIfNeeded: index / 7)
  }

  @Test(arguments: [false, true])
  func roundTrip(hasBranchFilter: Bool) throws {
    let lzma = LZMA(hasBranchFilter: hasBranchFilter)
    let encoded = try lzma.encode(Self.sample)
    #expect(encoded.count < Self.sample.count / 4)
    #expect(try lzma.decode(encoded[...], limit: Self.sample.count) == Self.sample)
    #expect(try lzma.encode(Self.sample) == encoded)
  }

  /// The header as edk2's LzmaCompress writes it: lc 3, lp 0, pb 2, a dictionary of 16 MiB, the true size.
  @Test func headerIsThatOfEdk2() throws {
    let encoded = try LZMA().encode(Self.sample)
    #expect(encoded.prefix(13) == [0x5D, 0, 0, 0, 1, 0x20, 0x4E, 0, 0, 0, 0, 0, 0])
  }

  /// Python's decoder takes the header at its word, and the stream without an end marker.
  @Test func anotherDecoderReadsIt() throws {
    let decoded = try Python.run(
      "import lzma,sys; sys.stdout.buffer.write(lzma.decompress(sys.stdin.buffer.read(), lzma.FORMAT_ALONE))",
      input: try LZMA().encode(Self.sample))
    #expect(decoded == Data(Self.sample))
  }

  @Test func theEmptyStreamIsAStream() throws {
    let lzma = LZMA()
    #expect(try lzma.decode(try lzma.encode([])[...], limit: 0) == [])
  }

  @Test(arguments: [0, 12, 13, 20, 200])
  func cutStream(count: Int) throws {
    let cut = try LZMA().encode(Self.sample).prefix(count)
    let error = #expect(throws: SectionCodecError.self) { try LZMA().decode(cut, limit: 1 << 20) }
    #expect(error?.code == (count < 13 ? "lzma-header" : "lzma-data"))
  }

  @Test func sizeLimit() throws {
    let encoded = try LZMA().encode(Self.sample)
    let error = #expect(throws: SectionCodecError.self) {
      try LZMA().decode(encoded[...], limit: Self.sample.count - 1)
    }
    #expect(error?.code == "lzma-size-limit")
  }

  /// A dictionary of 4 GiB is claimed, and not allocated.
  @Test func hugeDictionary() throws {
    var encoded = try LZMA().encode(Self.sample)
    encoded.replaceSubrange(1..<5, with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(try LZMA().decode(encoded[...], limit: 1 << 20) == Self.sample)
  }

  @Test func settingsThatLiblzmaRefuses() throws {
    var settings = LZMASettings()
    settings.lc = 4
    settings.lp = 4
    let error = #expect(throws: SectionCodecError.self) {
      try LZMA(settings: settings).encode(Self.sample)
    }
    #expect(error?.code == "lzma-settings")
  }
}

/// Runs a line of Python on some input.
enum Python {
  struct Failure: Error, CustomStringConvertible {
    let description = "python3 failed: 'make test' installs it"
  }

  static func run(_ program: String, input: [UInt8]) throws -> Data {
    try Provided.need("Python")
    let folder = FileManager.default.temporaryDirectory.appending(path: "kiln-lzma-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (source, result) = (folder.appending(path: "in"), folder.appending(path: "out"))
    try Data(input).write(to: source)
    let python = try Program.run(
      "/bin/sh", ["-c", "exec python3 -c \"$0\" < \"$1\" > \"$2\"", program, source.path, result.path])
    guard python.status == 0 else { throw Failure() }
    return try Data(contentsOf: result)
  }
}
