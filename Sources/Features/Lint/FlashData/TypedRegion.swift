import Bytes
import Diagnostics
import Manifests
import PlatformModel

/// A region whose first bytes are typed into the FDF, with the place of each byte there.
struct TypedRegion {
  let device: FlashDevice
  /// The index in `device.regions`.
  let index: Int
  let bytes: [UInt8]
  private let blocks: [FDFData]

  var region: FlashRegion { device.regions[index] }

  /// Every such region of the platform, in the order of the FDF.
  static func all(_ survey: PlatformSurvey) -> [TypedRegion] {
    guard let flash = survey.model.platform.flash, let fdf = survey.fdf else { return [] }
    return flash.devices.flatMap { device -> [TypedRegion] in
      let syntax = fdf.flashDevices.first { $0.name.range == device.range }?.regions ?? []
      return device.regions.indices.compactMap { index in
        guard case .data(let bytes) = device.regions[index].content, !bytes.isEmpty,
          let written = syntax.first(where: { $0.offset.range == device.regions[index].range }),
          case .data(let blocks) = written.content
        else { return nil }
        return TypedRegion(device: device, index: index, bytes: bytes, blocks: blocks)
      }
    }
  }

  /// Where the byte at `offset` is written; the region itself for one that is not.
  func place(ofByteAt offset: Int) -> SourceRange {
    var start = 0
    for block in blocks {
      let size = block.bytes.count
      if offset < start + size { return block.range(ofByteAt: offset - start) ?? block.range }
      start += size
    }
    return region.range
  }

  /// The little-endian number of `width` bytes at `offset`; nil where not all of it is typed.
  func number(at offset: Int, width: Int) -> UInt64? {
    guard offset >= 0, width <= 8, offset <= bytes.count - width else { return nil }
    return bytes[offset..<offset + width].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  func guid(at offset: Int) -> GUID? {
    guard offset >= 0, offset <= bytes.count - 16 else { return nil }
    return GUID(mixedEndian: bytes[offset..<offset + 16])
  }
}

extension UInt64 {
  /// As an FDF writes the bytes of a number: `0x00, 0x10`.
  func typed(width: Int) -> String {
    (0..<width).map { index in
      let digits = String(UInt8(truncatingIfNeeded: self >> UInt64(8 * index)), radix: 16, uppercase: true)
      return "0x" + (digits.utf8.count == 1 ? "0" : "") + digits
    }.joined(separator: ", ")
  }
}
