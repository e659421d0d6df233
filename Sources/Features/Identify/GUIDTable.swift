package import Bytes

/// The table of GUIDs in front of OVMF's reset vector (`OvmfPkg/ResetVector/Ia16/ResetVectorVtf0.asm`). It
/// tells QEMU the addresses that SEV and TDX guests need.
///
/// The table ends 0x20 bytes before the end of the image and is read backwards. Each entry is its data, a
/// little-endian 16-bit length of the whole entry, and a GUID.
package enum GUIDTable {
  package struct Entry: Equatable, Sendable {
    package var guid: GUID
    /// Offset of the entry's GUID from the start of the image, in bytes.
    package var offset: Int
    package var data: [UInt8]
  }

  package static let footer: GUID = "96B582DE-1FB2-45F7-BAEA-A366C55A082D"
  package static let tdxMetadata: GUID = "E47A6535-984A-4798-865E-4685A7BF8EC2"
  package static let sevMetadata: GUID = "DC886566-984A-4798-A75E-5585A7BF67CC"
  package static let sevHashes: GUID = "7255371F-3A3B-4B04-927B-1DA6EFA8D454"
  package static let sevSecret: GUID = "4C2EB361-7D9B-4CC3-8081-127C90D3D294"
  package static let sevESReset: GUID = "00F771DE-1A7E-4FCB-890E-68C77E2FB44E"

  /// Distance from the end of the footer's GUID to the end of the image, in bytes.
  private static let distance = 0x20
  /// Size of GUID and length, in bytes.
  private static let overhead = 18

  /// The entries from the footer upwards, without the footer; empty if there is no footer.
  package static func entries(endOf bytes: ArraySlice<UInt8>) -> [Entry] {
    var end = bytes.endIndex - distance
    guard let (guid, length) = header(bytes, endingAt: end), guid == footer, length >= overhead else {
      return []
    }
    let start = max(bytes.startIndex, end - length)
    end -= overhead
    var found: [Entry] = []
    while let (guid, length) = header(bytes, endingAt: end), length >= overhead, end - length >= start {
      let data = bytes[end - length..<end - overhead]
      found.append(Entry(guid: guid, offset: end - 16 - bytes.startIndex, data: Array(data)))
      end -= length
    }
    return found
  }

  private static func header(_ bytes: ArraySlice<UInt8>, endingAt end: Int) -> (guid: GUID, length: Int)? {
    guard end - overhead >= bytes.startIndex, end <= bytes.endIndex else { return nil }
    var reader = ByteReader(bytes[end - overhead..<end])
    guard let length = try? reader.read(UInt16.self), let guid = try? reader.readGUID() else { return nil }
    return (guid, Int(length))
  }
}
