/// The upper bits of an entry of the local token number table
/// (MdeModulePkg/Include/Guid/PcdDataBaseSignatureGuid.h, PCD_TYPE_* and PCD_DATUM_TYPE_*).
struct PCDTypeFlags {
  enum Storage {
    case data, hii, vpd, string
  }

  let bits: UInt32
  /// The names of both parts, joined by `|`.
  let text: String

  /// - Parameter kind: nil for VOID*.
  init(_ kind: PCDDatabaseTables.NumberKind?, _ storage: Storage) {
    let datum: UInt32 =
      switch kind {
      case nil: 0
      case .uint8: 0x0100_0000
      case .boolean: 0x0110_0000
      case .uint16: 0x0200_0000
      case .uint32: 0x0400_0000
      case .uint64: 0x0800_0000
      }
    let place: UInt32 =
      switch storage {
      case .data: 0
      case .hii: 0x8000_0000
      case .vpd: 0x4000_0000
      case .string: 0
      }
    // VOID* has PCD_TYPE_STRING, except in the VPD region.
    let string: UInt32 = kind == nil && storage != .vpd ? 0x1000_0000 : 0
    bits = datum | place | string
    text = Self.text(kind, storage)
  }

  /// edk2 joins a set of names. Their order depends on Python's string hash with seed 1, which `build` uses,
  /// and was determined with that Python.
  private static func text(_ kind: PCDDatabaseTables.NumberKind?, _ storage: Storage) -> String {
    let second =
      switch storage {
      case .data: "PCD_TYPE_DATA"
      case .hii: "PCD_TYPE_HII"
      case .vpd: "PCD_TYPE_VPD"
      case .string: "PCD_TYPE_STRING"
      }
    guard let kind else { return storage == .hii ? "\(second) | PCD_TYPE_STRING" : second }
    let first = kind == .boolean ? "PCD_DATUM_TYPE_UINT8_BOOLEAN" : "PCD_DATUM_TYPE_\(kind.name)"
    let isTurned =
      switch storage {
      case .data: kind == .uint64
      case .hii: kind != .uint16 && kind != .boolean
      case .vpd: kind == .uint8 || kind == .uint64
      case .string: false
      }
    return isTurned ? "\(second) | \(first)" : "\(first) | \(second)"
  }
}

/// The attributes of the variable behind an HII PCD, such as `NV,BS,RT,RO`.
struct VariableAttributes {
  /// EFI_VARIABLE_* (UEFI 2.10, 8.2.1).
  private(set) var attributes: UInt32 = 0
  /// VAR_CHECK_VARIABLE_PROPERTY_READ_ONLY of MdeModulePkg/Include/Library/VarCheckLib.h, or 0.
  private(set) var property: UInt16 = 0
  /// Unknown names.
  private(set) var unknown: [String] = []

  init(_ text: String) {
    for part in text.split(separator: ",") {
      let name = part.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
      switch name {
      case "NV": attributes |= 1
      case "BS": attributes |= 2
      case "RT": attributes |= 4
      case "RO": property = 1
      default: unknown.append(String(name))
      }
    }
  }

  /// Whether the attributes are valid: runtime access requires boot service access (UEFI 2.10, 8.2.1).
  var isSound: Bool { unknown.isEmpty && (attributes & 4 == 0 || attributes & 2 != 0) }
}
