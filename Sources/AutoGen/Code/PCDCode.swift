import Manifests
import PlatformModel

/// The C names that belong to a PCD, and its value as C.
struct PCDCode {
  let pcd: ModulePCD

  var name: String { pcd.name.name }
  var tokenName: String { "_PCD_TOKEN_\(name)" }
  /// Names that tell DynamicEx PCDs of one C name apart.
  var exTokenName: String { "_PCD_TOKEN_\(pcd.name.tokenSpace)_\(name)" }

  /// What holds the value where it is not in a database.
  var variable: String {
    pcd.access == .patchableInModule ? "_gPcd_BinaryPatch_\(name)" : "_gPcd_FixedAtBuild_\(name)"
  }

  var isNumber: Bool { pcd.datumType.size != nil }
  var isWide: Bool { pcd.text.hasPrefix("L") }
  var isArray: Bool { pcd.text.hasPrefix("{") }
  var cast: String { isArray && !isNumber ? "(VOID *)" : "" }

  // MARK: Access macros

  var get: String { "_PCD_GET_MODE_\(mode)_\(name)" }
  var getSize: String { "_PCD_GET_MODE_SIZE_\(name)" }
  var set: String { "_PCD_SET_MODE_\(mode)_\(name)" }
  var setStatus: String { "_PCD_SET_MODE_\(mode)_S_\(name)" }

  private var mode: String {
    switch pcd.datumType {
    case .boolean: "BOOL"
    case .uint8: "8"
    case .uint16: "16"
    case .uint32: "32"
    case .uint64: "64"
    case .pointer, .structure: "PTR"
    }
  }

  /// What stands behind `LibPcdGet` and its like.
  var function: String {
    switch pcd.datumType {
    case .boolean: "Bool"
    case .uint8: "8"
    case .uint16: "16"
    case .uint32: "32"
    case .uint64: "64"
    case .pointer, .structure: "Ptr"
    }
  }

  // MARK: Values

  /// In bytes, as edk2 counts them: a string by what stands between its quotation marks, escapes as
  /// they are written.
  var size: Int {
    if let size = pcd.datumType.size { return size }
    if pcd.text.isEmpty { return 1 }
    if isArray { return elementCount }
    let count = pcd.text.unicodeScalars.count
    return isWide ? (count - 2) * 2 : count - 1
  }

  private var elementCount: Int { pcd.text.utf8.count { $0 == UInt8(ascii: ",") } + 1 }

  /// A number as C: unsigned, as long as its type.
  var number: String {
    var text = pcd.text
    switch pcd.datumType {
    case .boolean:
      switch text.uppercased() {
      case "TRUE", "1": return "1U"
      case "FALSE", "0": return "0U"
      default: return text
      }
    case .pointer, .structure: return text
    case .uint8, .uint16, .uint32, .uint64:
      // C would read an octal number.
      if text.hasPrefix("0"), !text.hasPrefix("0x"), !text.hasPrefix("0X") {
        let rest = text.drop { $0 == "0" }
        if !rest.isEmpty { text = String(rest) }
      }
      return text + (pcd.datumType == .uint64 ? "ULL" : "U")
    }
  }

  /// An array or string as a C initialiser, and how many elements it has.
  var initializer: (text: CodeText, count: Int) {
    let scalars: [Unicode.Scalar]
    switch pcd.value.value {
    case .string(let text), .wideString(let text): scalars = Array(text.unicodeScalars)
    case .number, .bytes: return ("\(pcd.text)", elementCount)
    }
    let mask: UInt32 = isWide ? 0xFFFF : 0xFF
    var text: CodeText = "{"
    for scalar in scalars { text += "\(scalar.value & mask), " }
    text += "0 }"
    return (text, scalars.count + 1)
  }
}

extension PCDAccess {
  var isDynamic: Bool { self == .dynamic || self == .dynamicEx }
}
