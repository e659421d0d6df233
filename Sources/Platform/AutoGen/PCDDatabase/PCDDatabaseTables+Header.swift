import PlatformModel

/// What AutoGen.h says about the database.
extension PCDDatabaseTables {
  var headerText: [UInt8] {
    let name = phase.rawValue
    var text = PCDDatabaseText()
    text.line("")
    text.line("#define PCD_\(name)_SERVICE_DRIVER_VERSION         \(Self.version)")
    text.line("")
    text.line(PCDDatabaseText.opening)
    writeSizes(name, to: &text)
    text.line("")
    writeInitialized(name, to: &text)
    writeUninitialized(name, to: &text)
    writeDatabase(name, to: &text)
    text.line("#endif")
    return text.bytes
  }

  private func writeSizes(_ name: String, to text: inout PCDDatabaseText) {
    func define(_ what: String, _ value: String) {
      let start = "#define \(name)_\(what)"
      // Values stand in one column, whatever the phase.
      text.line(start + String(repeating: " ", count: max(1, 43 - start.utf8.count)) + value)
    }
    let names = (tokenSpaceNames + pcdNames).reduce(0) { $0 + $1.count }
    let stringSize = stringTableSize + names
    define("GUID_TABLE_SIZE", "\(max(1, guids.count))U")
    define("STRING_TABLE_SIZE", strings.isEmpty && pcdNames.isEmpty ? "1U" : "\(stringSize)U")
    define("SKUID_TABLE_SIZE", "1U")
    define("LOCAL_TOKEN_NUMBER_TABLE_SIZE", tokens.isEmpty ? "0U" : "\(tokens.count)")
    define("LOCAL_TOKEN_NUMBER", tokens.isEmpty ? "0U" : "\(tokens.count)")
    define("EXMAPPING_TABLE_SIZE", "\(max(1, exMap.count))U")
    define("EX_TOKEN_NUMBER", "\(exMap.count)U")
    define("SIZE_TABLE_SIZE", "\(2 * max(1, sizes.count))U")
    define("GUID_TABLE_EMPTY", guids.isEmpty ? "TRUE" : "FALSE")
    define("STRING_TABLE_EMPTY", strings.isEmpty && pcdNames.isEmpty ? "TRUE" : "FALSE")
    define("SKUID_TABLE_EMPTY", "TRUE")
    define("DATABASE_EMPTY", tokens.isEmpty ? "TRUE" : "FALSE")
    define("EXMAP_TABLE_EMPTY", exMap.isEmpty ? "TRUE" : "FALSE")
  }

  private func writeInitialized(_ name: String, to text: inout PCDDatabaseText) {
    func field(_ type: String, _ declarator: String) -> String {
      "  " + type + String(repeating: " ", count: max(1, 19 - type.utf8.count)) + declarator + ";"
    }
    func fields(_ kind: NumberKind) {
      let all = numbers[kind.rawValue]
      text.list(all.initial.map { field(kind.name, "\($0.label)[1]") })
      text.list(all.variableDefaults.map { field(kind.name, "\($0.label)_VariableDefault_2") })
    }
    text.line("typedef struct {")
    text.line(field("UINT64", "SkuIdTable[\(name)_SKUID_TABLE_SIZE]"))
    fields(.uint64)
    fields(.uint32)
    text.list(vpd.map { field("VPD_HEAD", "\($0.label)[1]") })
    text.line(field("DYNAMICEX_MAPPING", "ExMapTable[\(name)_EXMAPPING_TABLE_SIZE]"))
    text.line(field("UINT32", "LocalTokenNumberTable[\(name)_LOCAL_TOKEN_NUMBER_TABLE_SIZE]"))
    text.line(field("GUID", "GuidTable[\(name)_GUID_TABLE_SIZE]"))
    text.list(stringHeadText.map { field("STRING_HEAD", "\($0.label)[1]") })
    for variable in variables { text.line(field("VARIABLE_HEAD", "\(variable.label)_Variable_Header[1]")) }
    text.list(
      strings.enumerated().map { index, entry in
        field("UINT8", "StringTable\(index == 0 ? "" : "_\(index)")[\(entry.room)]") + " /* \(entry.label) */"
      } + (strings.isEmpty && pcdNames.isEmpty ? [field("UINT8", "StringTable[1]") + " /* _ */"] : []))
    text.line(field("SIZE_INFO", "SizeTable[\(name)_SIZE_TABLE_SIZE]"))
    fields(.uint16)
    fields(.uint8)
    fields(.boolean)
    text.line(field("SKU_ID", "SystemSkuId"))
    text.line("} \(name)_PCD_DATABASE_INIT;")
    text.line("")
  }

  private func writeUninitialized(_ name: String, to text: inout PCDDatabaseText) {
    let isEmpty = numbers.allSatisfy(\.uninitialized.isEmpty)
    text.line("typedef struct {")
    text.line(isEmpty ? "  UINT8  dummy; /* PCD_DATABASE_UNINIT is empty */" : "")
    for kind in NumberKind.allCases {
      let type = kind.name + String(repeating: " ", count: 9 - kind.name.utf8.count)
      text.list(numbers[kind.rawValue].uninitialized.map { "  \(type)\($0)[1];" })
    }
    text.line("} \(name)_PCD_DATABASE_UNINIT;")
    text.line("")
  }

  private func writeDatabase(_ name: String, to text: inout PCDDatabaseText) {
    func field(_ type: String, _ field: String, _ comment: String, column: Int = 0) {
      let start = "  //\(type)" + String(repeating: " ", count: max(1, 22 - type.utf8.count)) + "\(field);"
      text.line(start + String(repeating: " ", count: max(0, column - start.utf8.count)) + comment)
    }
    text.line("typedef struct {")
    field("GUID", "Signature", "  // PcdDataBaseGuid")
    field("UINT32", "BuildVersion", "")
    field("UINT32", "Length", "")
    field("SKU_ID", "SystemSkuId", "// Current SkuId value.", column: 45)
    field("UINT32", "LengthForAllSkus", "// Length of all SKU PCD DB", column: 45)
    field("UINT32", "UninitDataBaseSize", "// Total size for PCD those default value with 0.")
    for table in ["LocalTokenNumber", "ExMap", "Guid", "String", "Size", "SkuId", "PcdName"] {
      field("TABLE_OFFSET", "\(table)TableOffset", "")
    }
    field("UINT16", "LocalTokenCount", "// LOCAL_TOKEN_NUMBER for all", column: 44)
    field("UINT16", "ExTokenCount", "// EX_TOKEN_NUMBER for DynamicEx", column: 44)
    field("UINT16", "GuidTableCount", "// The Number of Guid in GuidTable", column: 44)
    field("UINT8", "Pad[6]", "")
    text.line("  \(name)_PCD_DATABASE_INIT    Init;")
    text.line("  \(name)_PCD_DATABASE_UNINIT  Uninit;")
    text.line("} \(name)_PCD_DATABASE;")
    text.line("")
    text.line("#define \(name)_NEX_TOKEN_NUMBER (\(name)_LOCAL_TOKEN_NUMBER - \(name)_EX_TOKEN_NUMBER)")
  }
}

/// Text as edk2's templates make it: lists end with an empty line, whether they have entries or not.
struct PCDDatabaseText {
  static let opening = "//\n// External PCD database debug information\n//\n#if 0"

  private(set) var bytes: [UInt8] = []

  mutating func line(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    bytes.append(UInt8(ascii: "\n"))
  }

  mutating func list(_ lines: [String]) {
    for text in lines { line(text) }
    line("")
  }
}
