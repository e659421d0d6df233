import Bytes
import ObjectFormats

/// The offsets of a module's string package and forms in its executable: edk2's `.offset` file, for tools that
/// change texts in an image (GenFds, `FfsInfStatement.__GenUniVfrOffsetFile`).
enum StringOffsets {
  static let strings: GUID = "8913C5E0-33F6-4D86-9BF1-43EF89FC0666"
  static let form: GUID = "D0BC7CB4-6A47-495F-AA11-710746DA06A2"

  /// 24 bytes for each variable of the link map that is in `names`: a GUID for the kind, and its offset in the
  /// file as a little-endian 64-bit number. nil if there is none.
  static func contents(names: Set<String>, map: [UInt8], executable: [UInt8]) -> [UInt8]? {
    guard let image = try? PEImage(parsing: executable[...]) else { return nil }
    let map = LinkMap(parsing: map)
    var writer = ByteWriter()
    for variable in map.variables where names.contains(variable.name) {
      guard let offset = image.fileOffset(of: variable.address, in: map) else { continue }
      writer.write(variable.name.contains("Strings") ? strings : form)
      writer.write(offset)
    }
    return writer.bytes.isEmpty ? nil : writer.bytes
  }
}
