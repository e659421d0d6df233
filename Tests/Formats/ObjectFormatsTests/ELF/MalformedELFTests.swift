import Bytes
import ObjectFormats
import Testing

/// Damaged ELF files become an error or an image, and never bring the converter down.
@Suite struct MalformedELFTests {
  private static let conversion = ImageConversion(
    subsystem: .bootServiceDriver, symbolPath: "damaged.dll")
  /// The tiny files but those of several KiB.
  private static let files: [(whole: [UInt8], asTable: Bool)] =
    [TinyELF.x64, TinyELF.arm, TinyELF.aarch64].map { ($0.bytes(), false) } + [(smallIA32.bytes(), false)]
    + [(TinyELF.acpi.bytes(), true)]

  private static let smallIA32: ELFBuilder = {
    var elf = TinyELF.ia32
    elf.sections[1].bytes.removeLast(0x1000)
    elf.sections[1].relocations.removeLast(2)
    return elf
  }()

  /// Whether an image, or of the ACPI file a table, came of it.
  @discardableResult
  private func survive(_ bytes: [UInt8], asTable: Bool = false) -> Bool {
    do throws(ELFError) {
      let elf = try ELFImage(parsing: bytes[...])
      _ = asTable ? try Self.conversion.acpiTable(of: elf) : try Self.conversion.image(of: elf)
      return true
    } catch {
      #expect(!error.description.isEmpty)
      return false
    }
  }

  /// Every table of a tiny file is needed, and the section table is the last.
  @Test func everyTruncationIsFound() {
    for (whole, asTable) in Self.files {
      for length in whole.indices { #expect(!survive(Array(whole.prefix(length)), asTable: asTable)) }
    }
  }

  /// Each bit of each byte, and all of them off and on.
  @Test(arguments: files) func everySingleByte(whole: [UInt8], asTable: Bool) {
    var images = 0
    for offset in whole.indices {
      for byte in (0..<8).map({ whole[offset] ^ 1 << $0 }) + [0, 0xFF] where byte != whole[offset] {
        var image = whole
        image[offset] = byte
        if survive(image, asTable: asTable) { images += 1 }
      }
    }
    #expect(images > 0)
  }

  /// Whole fields of the header, the section table, the relocations and the symbols: offsets, sizes, counts
  /// and indices as large as they get.
  @Test(arguments: files) func everyFieldAtItsExtremes(whole: [UInt8], asTable: Bool) {
    let extremes: [UInt64] = [
      0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000,
      0xFFFF_FFFF_FFFF_FFF8, 0xFFFF_FFFF_FFFF_FFFF,
    ]
    for offset in stride(from: 0, to: whole.count - 8, by: 2) {
      // Two fields of 16 bits stand beside each other in the header alone.
      for width in offset % 4 == 0 ? [4, 8] : offset < 64 ? [2] : [] {
        for value in extremes where width == 8 || value <= 0xFFFF_FFFF {
          var image = whole
          image.replaceSubrange(offset..<offset + width, with: ELFBuilder.word(value, width))
          survive(image, asTable: asTable)
        }
      }
    }
  }

  @Test func nothingAndNoise() {
    #expect(!survive([]))
    var state: UInt64 = 42
    for length in [1, 51, 52, 63, 64, 65, 4096] {
      let noise = (0..<length).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 40)
      }
      #expect(!survive(noise))
      #expect(!survive(Array(TinyELF.x64.bytes().prefix(16)) + noise))
    }
  }

  // MARK: What the sizes say

  private func error(_ elf: ELFBuilder) -> ELFError? {
    do throws(ELFError) {
      _ = try Self.conversion.image(of: ELFImage(parsing: elf.bytes()[...]))
      return nil
    } catch { return error }
  }

  /// A section of zeros takes no room in the file, and may say anything of its size.
  @Test(arguments: [1 << 28, 1 << 32, 1 << 62, UInt64.max - 0x1FFF, .max])
  func zerosWithoutEnd(size: UInt64) {
    var elf = TinyELF.x64
    elf.sections[3].size = size
    guard case .tooLarge = error(elf) else {
      Issue.record("\(size) bytes of zeros are no error")
      return
    }
  }

  /// Many sections, none of them too large, that together are.
  @Test func zerosInManyPieces() {
    var elf = TinyELF.x64
    for number in 0..<40 {
      elf.sections.append(
        .init(
          name: ".bss\(number)", kind: 8, flags: 3, address: 0x10000, alignment: 0x10000, size: 0x0F0_0000))
    }
    guard case .tooLarge = error(elf) else {
      Issue.record("600 MiB of zeros are no error")
      return
    }
  }

  /// The table of relocations may be shared only once: a few bytes would else be work without end.
  @Test func tablesThatShareTheirBytes() throws {
    var file = TinyELF.x64.bytes()
    let elf = try ELFImage(parsing: file[...])
    let tables = elf.sections.filter { $0.kind == .relocationsWithAddends }
    #expect(tables.count == 2)
    for table in tables {
      // The rows of both are the whole file.
      file.replaceSubrange(table.headerOffset + 24..<table.headerOffset + 32, with: ELFBuilder.word(0, 8))
      file.replaceSubrange(
        table.headerOffset + 32..<table.headerOffset + 40,
        with: ELFBuilder.word(UInt64(file.count / 24 * 24), 8))
    }
    #expect(!survive(file))
  }
}
