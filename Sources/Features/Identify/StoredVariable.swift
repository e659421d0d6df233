package import Bytes
package import FirmwareImage

/// A variable in the store (edk2's `VARIABLE_HEADER` and `AUTHENTICATED_VARIABLE_HEADER`,
/// `Guid/VariableFormat.h`).
package struct StoredVariable: Equatable, Sendable {
  package var name: String
  package var vendor: GUID
  /// Size of the data in bytes.
  package var dataSize: Int
  /// Offset of its header from the start of the store's header, in bytes.
  package var offset: Int

  /// EFI_GLOBAL_VARIABLE: PK and KEK.
  package static let global: GUID = "8BE4DF61-93CA-11D2-AA0D-00E098032B8C"
  /// EFI_IMAGE_SECURITY_DATABASE_GUID: db and dbx.
  package static let imageSecurity: GUID = "D719B2CB-3D3A-4596-A3BC-DAD00E67656F"

  private static let startID: UInt16 = 0x55AA
  /// VAR_ADDED, alone and with VAR_IN_DELETED_TRANSITION, the state while the successor is written.
  private static let valid: [UInt8] = [0x3F, 0x3E]
  /// The maximum number of variables that are read. A real store has room for some thousands.
  private static let most = 65536

  /// The valid variables, in the order of the store. Reading stops at the first offset without a variable
  /// header.
  package static func all(in store: VariableStore) -> [StoredVariable] {
    var found: [StoredVariable] = []
    var offset = 0
    let data = store.data
    for _ in 0..<most {
      guard offset < data.count else { break }
      var reader = ByteReader(data.dropFirst(offset))
      guard let (variable, state) = try? read(&reader, isAuthenticated: store.isAuthenticated) else { break }
      if valid.contains(state), var variable {
        variable.offset = offset + VariableStore.headerSize
        found.append(variable)
      }
      offset = (reader.offset - data.startIndex).aligned(to: 4)
    }
    return found
  }

  private struct NoVariable: Error {}

  private static func read(_ reader: inout ByteReader, isAuthenticated: Bool) throws
    -> (variable: StoredVariable?, state: UInt8)
  {
    guard try reader.read(UInt16.self) == startID else { throw NoVariable() }
    let state = try reader.read(UInt8.self)
    // Reserved byte and attributes; if authenticated, also monotonic count, time stamp and public key index.
    try reader.skip(isAuthenticated ? 5 + 8 + 16 + 4 : 5)
    let nameSize = Int(try reader.read(UInt32.self))
    let dataSize = Int(try reader.read(UInt32.self))
    let vendor = try reader.readGUID()
    let name = try reader.read(count: nameSize)
    try reader.skip(dataSize)
    return (StoredVariable(name: text(name), vendor: vendor, dataSize: dataSize, offset: 0), state)
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var units: [UInt16] = []
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let unit = UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8
      if unit == 0 { break }
      units.append(unit)
      index += 2
    }
    return String(decoding: units, as: UTF16.self)
  }
}
