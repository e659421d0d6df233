import Manifests
import PlatformModel
import Vocabulary

/// The C names that belong to a PCD, and its value as C.
struct PCDCode {
  let pcd: ModulePCD

  var name: String { pcd.name.name }
  var tokenName: CName { CName(prefix: "_PCD_TOKEN_", name: name) }
  /// Names that tell DynamicEx PCDs of one C name apart.
  var exTokenName: CName { CName(prefix: "_PCD_TOKEN_", name: "\(pcd.name.tokenSpace)_\(name)") }

  /// What holds the value where it is not in a database.
  var variable: CName {
    CName(prefix: pcd.access == .patchableInModule ? "_gPcd_BinaryPatch_" : "_gPcd_FixedAtBuild_", name: name)
  }
  var value: CName {
    CName(prefix: pcd.access == .patchableInModule ? "_PCD_PATCHABLE_VALUE_" : "_PCD_VALUE_", name: name)
  }
  var fixedSize: CName { CName(prefix: "_PCD_SIZE_", name: name) }
  var patchableSize: CName { CName(prefix: "_PCD_PATCHABLE_", name: name, suffix: "_SIZE") }
  var patchableSizeVariable: CName { CName(prefix: "_gPcd_BinaryPatch_Size_", name: name) }
  var patchableMaxSizeVariable: CName { CName(prefix: "_gPcd_BinaryPatch_MaxSize_", name: name) }

  var isNumber: Bool { pcd.datumType.size != nil }
  var isWide: Bool { if case .wideString = pcd.content { true } else { false } }
  var isArray: Bool { if case .bytes = pcd.content { true } else { false } }
  var cast: String { isArray && !isNumber ? "(VOID *)" : "" }

  // MARK: Access macros

  var get: CName {
    switch pcd.datumType {
    case .boolean: CName(prefix: "_PCD_GET_MODE_BOOL_", name: name)
    case .uint8: CName(prefix: "_PCD_GET_MODE_8_", name: name)
    case .uint16: CName(prefix: "_PCD_GET_MODE_16_", name: name)
    case .uint32: CName(prefix: "_PCD_GET_MODE_32_", name: name)
    case .uint64: CName(prefix: "_PCD_GET_MODE_64_", name: name)
    case .pointer, .structure: CName(prefix: "_PCD_GET_MODE_PTR_", name: name)
    }
  }
  var getSize: CName { CName(prefix: "_PCD_GET_MODE_SIZE_", name: name) }
  var set: CName {
    switch pcd.datumType {
    case .boolean: CName(prefix: "_PCD_SET_MODE_BOOL_", name: name)
    case .uint8: CName(prefix: "_PCD_SET_MODE_8_", name: name)
    case .uint16: CName(prefix: "_PCD_SET_MODE_16_", name: name)
    case .uint32: CName(prefix: "_PCD_SET_MODE_32_", name: name)
    case .uint64: CName(prefix: "_PCD_SET_MODE_64_", name: name)
    case .pointer, .structure: CName(prefix: "_PCD_SET_MODE_PTR_", name: name)
    }
  }
  var setStatus: CName {
    switch pcd.datumType {
    case .boolean: CName(prefix: "_PCD_SET_MODE_BOOL_S_", name: name)
    case .uint8: CName(prefix: "_PCD_SET_MODE_8_S_", name: name)
    case .uint16: CName(prefix: "_PCD_SET_MODE_16_S_", name: name)
    case .uint32: CName(prefix: "_PCD_SET_MODE_32_S_", name: name)
    case .uint64: CName(prefix: "_PCD_SET_MODE_64_S_", name: name)
    case .pointer, .structure: CName(prefix: "_PCD_SET_MODE_PTR_S_", name: name)
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
  /// they are written; one for `{}`.
  var size: Int { pcd.datumType.size ?? max(1, pcd.value.value.size) }

  /// A number as C: unsigned, as long as its type.
  var number: String {
    var text = pcd.literal
    switch pcd.datumType {
    case .boolean: return text == "0" || text == "1" ? text + "U" : text
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
    switch pcd.content {
    case .string(let text), .wideString(let text): scalars = Array(text.unicodeScalars)
    case .number, .bytes: return ("\(pcd.text)", size)
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
