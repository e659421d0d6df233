private import Bytes
import Diagnostics
package import FirmwareImage

/// UEFI compression (UEFI 2.10, 19.2), decoding only: LZ77 with Huffman codes, block by block.
///
/// The stream starts with its compressed and its uncompressed size, each a little-endian u32.
package struct UEFIDecompression: Sendable {
  /// The size of the field with the number of position codes, in bits: 4 in the specification, 5 in edk2's
  /// "Tiano" variant, which has a larger window.
  private let positionCountBits: Int

  /// The algorithm of the specification, for compression sections.
  package static let standard = UEFIDecompression(positionCountBits: 4)
  /// edk2's variant, for GUID-defined sections.
  package static let tiano = UEFIDecompression(positionCountBits: 5)

  private static let literals = 256
  private static let shortestMatch = 3

  /// - Throws: `uefi-size-limit`, or `uefi-data` for a damaged or cut stream.
  package func decode(_ stream: ArraySlice<UInt8>, limit: Int) throws(SectionCodecError) -> [UInt8] {
    var reader = ByteReader(stream)
    guard let compressed = try? reader.read(UInt32.self), let size = try? reader.read(UInt32.self),
      let data = try? reader.read(count: Int(compressed))
    else { throw SectionCodecError(.uefiData, "a UEFI compressed stream is truncated") }
    guard Int(size) <= limit else {
      throw SectionCodecError(
        .uefiSizeLimit,
        "a UEFI compressed stream states a decoded size of \(size) bytes, above the limit of \(limit)")
    }
    var output: [UInt8] = []
    do {
      try expand(BitReader(data), to: &output, size: Int(size))
    } catch {
      throw SectionCodecError(
        .uefiData, "a UEFI compressed stream is damaged after \(output.count) of \(size) bytes",
        spent: output.count)
    }
    return output
  }

  private struct Damaged: Error {}

  private func expand(_ reader: BitReader, to output: inout [UInt8], size: Int) throws {
    var reader = reader
    while output.count < size {
      let symbols = try reader.bits(16)
      guard symbols > 0 else { throw Damaged() }
      let lengthCode = try code(from: &reader, countBits: 5, gapAt: 3)
      let symbolCode = try self.symbolCode(from: &reader, lengthCode: lengthCode)
      let positionCode = try code(from: &reader, countBits: positionCountBits, gapAt: nil)
      for _ in 0..<symbols where output.count < size {
        let symbol = try symbolCode.symbol(from: &reader)
        if symbol < Self.literals {
          output.append(UInt8(symbol))
        } else {
          let length = symbol - Self.literals + Self.shortestMatch
          let bits = try positionCode.symbol(from: &reader) - 1
          let distance = (bits < 1 ? bits + 1 : 1 << bits + (try reader.bits(bits))) + 1
          guard distance <= output.count else { throw Damaged() }
          for _ in 0..<min(length, size - output.count) { output.append(output[output.count - distance]) }
        }
      }
    }
  }

  /// Reads a code whose lengths are stored in three bits each; longer ones have additional bits.
  ///
  /// - Parameter gapAt: after this many symbols, two bits give the number of symbols without a code.
  private func code(from reader: inout BitReader, countBits: Int, gapAt: Int?) throws -> HuffmanCode {
    let count = try reader.bits(countBits)
    if count == 0 { return HuffmanCode(single: try reader.bits(countBits)) }
    var lengths: [Int] = []
    while lengths.count < count {
      var length = try reader.bits(3)
      if length == 7 { while try reader.bit() == 1 { length += 1 } }
      lengths.append(length)
      if lengths.count == gapAt { lengths += [Int](repeating: 0, count: try reader.bits(2)) }
    }
    return try HuffmanCode(lengths: lengths)
  }

  /// Reads the code of literals and match lengths, whose lengths are encoded with `lengthCode`; runs of unused
  /// symbols are packed.
  private func symbolCode(from reader: inout BitReader, lengthCode: HuffmanCode) throws -> HuffmanCode {
    let count = try reader.bits(9)
    if count == 0 { return HuffmanCode(single: try reader.bits(9)) }
    var lengths: [Int] = []
    while lengths.count < count {
      switch try lengthCode.symbol(from: &reader) {
      case 0: lengths.append(0)
      case 1: lengths += [Int](repeating: 0, count: try reader.bits(4) + 3)
      case 2: lengths += [Int](repeating: 0, count: try reader.bits(9) + 20)
      case let length: lengths.append(length - 2)
      }
    }
    return try HuffmanCode(lengths: lengths)
  }
}
