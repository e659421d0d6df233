import Manifests
import PlatformModel
import Vocabulary

/// The C names of a PCD, and its value as C.
struct PCDCode {
  let pcd: ModulePCD

  var name: String { pcd.name.name }
  var tokenName: CName { CName(prefix: "_PCD_TOKEN_", name: name) }
  /// The name of the token, which includes the token space because several DynamicEx PCDs can have the same C
  /// name.
  var exTokenName: CName { CName(prefix: "_PCD_TOKEN_", name: "\(pcd.name.tokenSpace)_\(name)") }

  /// The variable with the value of a PCD that is in no database.
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

  /// The suffix of `LibPcdGet` and similar functions.
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

  /// Size in bytes as edk2 counts it: for a string the characters between its quotation marks, with escapes as
  /// written; 1 for `{}`.
  var size: Int { pcd.datumType.size ?? max(1, pcd.value.value.size) }

  /// A number as C: unsigned, with the width of its type.
  var number: String {
    var text = pcd.literal
    switch pcd.datumType {
    case .boolean: return text == "0" || text == "1" ? text + "U" : text
    case .pointer, .structure: return text
    case .uint8, .uint16, .uint32, .uint64:
      // C would read it as octal.
      if text.hasPrefix("0"), !text.hasPrefix("0x"), !text.hasPrefix("0X") {
        let rest = text.drop { $0 == "0" }
        if !rest.isEmpty { text = String(rest) }
      }
      return text + (pcd.datumType == .uint64 ? "ULL" : "U")
    }
  }

  /// The C initialiser of an array or string, and its number of elements.
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
