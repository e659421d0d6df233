private import Bytes
private import CLZMA
import Diagnostics
package import FirmwareImage

/// LZMA streams in the form used by firmware: a properties byte, the dictionary size (u32) and the uncompressed
/// size (u64), both little-endian, then the raw stream without an end marker.
///
/// liblzma's own `.lzma` writer leaves the size unknown, which edk2's decoder rejects.
package struct LZMA: Sendable {
  package var settings: LZMASettings
  /// Whether the payload goes through an x86 branch filter (BCJ) before it is encoded.
  package var hasBranchFilter: Bool

  package init(settings: LZMASettings = LZMASettings(), hasBranchFilter: Bool = false) {
    self.settings = settings
    self.hasBranchFilter = hasBranchFilter
  }

  static let headerSize = 13

  /// Decodes a stream. Bytes after its end are ignored, as in edk2.
  ///
  /// Memory use is bounded by the size in the header, which is at most `limit`, and a dictionary of at most
  /// that size.
  /// - Throws: `lzma-size-limit`, `lzma-header`, or `lzma-data` for a damaged or cut stream.
  package func decode(_ stream: ArraySlice<UInt8>, limit: Int) throws(SectionCodecError) -> [UInt8] {
    let (settings, size) = try header(of: stream, limit: limit)
    let input = stream.dropFirst(Self.headerSize)
    var result = LZMA_OK
    var produced = 0
    let output = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
      result = withFilters(settings, decodedSize: UInt64(size)) { filters in
        input.withUnsafeBufferPointer { input in
          var consumed = 0
          return lzma_raw_buffer_decode(
            filters, nil, input.baseAddress, &consumed, input.count, buffer.baseAddress, &produced,
            buffer.count)
        }
      }
      count = produced
    }
    guard result == LZMA_OK, output.count == size else {
      throw SectionCodecError(
        .lzmaData, "an LZMA stream is damaged or truncated after \(produced) of \(size) bytes",
        spent: produced)
    }
    return output
  }

  /// The settings and the payload size in the header.
  func header(
    of stream: ArraySlice<UInt8>, limit: Int
  ) throws(SectionCodecError) -> (settings: LZMASettings, size: Int) {
    var reader = ByteReader(stream)
    guard let properties = try? reader.read(UInt8.self), let dictionary = try? reader.read(UInt32.self),
      let size = try? reader.read(UInt64.self)
    else {
      throw SectionCodecError(
        .lzmaHeader, "an LZMA stream of \(stream.count) bytes is too short for its header")
    }
    guard size <= UInt64(max(0, limit)) else {
      throw SectionCodecError(
        .lzmaSizeLimit, "an LZMA stream states a decoded size of \(size) bytes, above the limit of \(limit)")
    }
    // A dictionary larger than the output is useless, and the header may state 4 GiB.
    let useful = min(dictionary, UInt32(clamping: max(size, 4096)))
    guard let settings = LZMASettings(propertiesByte: properties, dictionarySize: useful) else {
      throw SectionCodecError(.lzmaHeader, "an LZMA stream has the invalid properties byte \(properties)")
    }
    return (settings, Int(size))
  }

  /// Encodes `payload`, header included; the same input and settings give the same bytes.
  ///
  /// - Throws: `lzma-settings` if liblzma rejects them.
  package func encode(_ payload: [UInt8]) throws(SectionCodecError) -> [UInt8] {
    var header = ByteWriter(capacity: Self.headerSize)
    header.write(settings.propertiesByte)
    header.write(settings.dictionarySize)
    header.write(UInt64(payload.count))
    var used = settings
    // The encoder's memory depends on the dictionary size; a dictionary larger than the payload has no effect.
    used.dictionarySize = min(settings.dictionarySize, UInt32(clamping: max(payload.count, 4096)))
    // Enough for random data, which grow by much less.
    let room = payload.count + payload.count / 16 + 4096
    var result = LZMA_OK
    let body = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      result = withFilters(used, decodedSize: UInt64(payload.count)) { filters in
        payload.withUnsafeBufferPointer { payload in
          lzma_raw_buffer_encode(
            filters, nil, payload.baseAddress, payload.count, buffer.baseAddress, &count, buffer.count)
        }
      }
    }
    guard result == LZMA_OK else {
      throw SectionCodecError(
        .lzmaSettings, "liblzma rejects these settings (error \(result.rawValue))")
    }
    return header.bytes + body
  }

  private func withFilters(
    _ settings: LZMASettings, decodedSize: UInt64, _ body: (UnsafePointer<lzma_filter>) -> lzma_ret
  ) -> lzma_ret {
    var options = lzma_options_lzma()
    options.dict_size = settings.dictionarySize
    options.lc = settings.lc
    options.lp = settings.lp
    options.pb = settings.pb
    options.mode = LZMA_MODE_NORMAL
    options.nice_len = settings.niceLength
    options.mf = LZMA_MF_BT4
    options.ext_flags = 0
    options.ext_size_low = UInt32(truncatingIfNeeded: decodedSize)
    options.ext_size_high = UInt32(truncatingIfNeeded: decodedSize >> 32)
    return withUnsafeMutablePointer(to: &options) { options in
      let lzma = lzma_filter(id: kiln_lzma_filter_lzma1ext, options: options)
      let end = lzma_filter(id: kiln_lzma_vli_unknown, options: nil)
      let branch = lzma_filter(id: kiln_lzma_filter_x86, options: nil)
      return body(hasBranchFilter ? [branch, lzma, end] : [lzma, end])
    }
  }
}
