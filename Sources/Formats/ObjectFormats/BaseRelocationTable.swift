import Bytes

/// Builds a `.reloc` section (PE/COFF specification, "The .reloc Section").
///
/// Blocks are as in edk2's `GenFw`: a new one starts whenever the page changes, so that entries keep the order
/// in which they were added. Each block except the last ends with a filler, and a second one if it must to end
/// at a multiple of four. The last block is filled up to the image's alignment. Without entries there is no
/// section.
struct BaseRelocationTable {
  private var writer = ByteWriter()
  /// The current block: its page, and its offset in the section.
  private var block: (page: UInt32, start: Int)?
  private var sizes: [(start: Int, size: Int)] = []
  /// Offset of the section in the image; a multiple of four.
  private let offset: Int

  init(offset: Int) { self.offset = offset }

  mutating func add(_ kind: BaseRelocation.Kind, at address: Int) {
    let address = UInt32(truncatingIfNeeded: address)
    let page = address & ~0xFFF
    if block?.page != page {
      if block != nil {
        writer.write(UInt16(0))
        writer.pad(to: 4, with: 0)
        endBlock()
      }
      block = (page, writer.bytes.count)
      writer.write(page)
      writer.write(UInt32(0))
    }
    writer.write(UInt16(kind.rawValue) << 12 | UInt16(address & 0xFFF))
  }

  /// The bytes of the section, filled so that the image ends at a multiple of `alignment`.
  consuming func finished(alignment: Int) -> [UInt8] {
    guard block != nil else { return [] }
    let end = (offset + writer.bytes.count).aligned(to: alignment)
    writer.write(repeatElement(UInt8(0), count: end - offset - writer.bytes.count))
    endBlock()
    var bytes = writer.bytes
    for (start, size) in sizes { bytes.store(UInt32(size), at: start + 4) }
    return bytes
  }

  private mutating func endBlock() {
    guard let block else { return }
    sizes.append((block.start, writer.bytes.count - block.start))
  }
}
