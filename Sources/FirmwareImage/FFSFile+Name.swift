internal import Bytes

extension FFSFile {
  /// The text of the file's UI section.
  package var userInterfaceName: String? {
    for section in sections where section.type == .userInterface {
      if case .bytes(let bytes) = section.payload { return String(ucs2: bytes) }
    }
    return nil
  }
}

extension String {
  /// Little-endian UCS-2 up to the terminator; nil when there is none, or nothing before it.
  package init?(ucs2 bytes: ArraySlice<UInt8>) {
    var units: [UInt16] = []
    var reader = ByteReader(bytes)
    while let unit = try? reader.read(UInt16.self) {
      if unit == 0 {
        guard !units.isEmpty else { return nil }
        self = String(decoding: units, as: UTF16.self)
        return
      }
      units.append(unit)
    }
    return nil
  }
}
