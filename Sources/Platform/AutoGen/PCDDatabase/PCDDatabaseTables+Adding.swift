import Bytes
import Manifests
import PlatformModel
import Vocabulary

/// One PCD becomes rows.
extension PCDDatabaseTables {
  mutating func add(_ pcd: DynamicPCD, _ sku: DynamicPCD.SKUValue) {
    let label = pcd.databaseLabel
    // A dynamicEx PCD's token space comes into the GUID table before what its value needs.
    if pcd.pcd.access == .dynamicEx { _ = row(of: pcd.tokenSpace) }
    let storage: PCDTypeFlags.Storage
    let place: Place
    switch (sku.storage, pcd.numberKind) {
    case (.vpd(let offset, let text), let kind):
      storage = .vpd
      vpd.append(VPDEntry(label: label, offset: offset ?? 0, text: text))
      place = .vpd(vpd.count - 1)
      if kind == nil { addSize(of: pcd, label, current: pcd.pcd.maxSize ?? 0, pcd.maxSizeText) }
    case (.variable(let variable), let kind):
      storage = .hii
      place = add(variable, of: pcd, sku, kind, label)
    case (.none, .some(let kind)):
      storage = .data
      place = addNumber(pcd, sku, kind, label)
    case (.none, nil):
      storage = .string
      place = addString(pcd, sku, label, before: [])
    }
    let flags = PCDTypeFlags(pcd.numberKind, storage)
    tokens.append(Token(label: label, place: place, flags: flags.bits, flagsText: flags.text))
  }

  private mutating func addNumber(
    _ pcd: DynamicPCD, _ sku: DynamicPCD.SKUValue, _ kind: NumberKind, _ label: String
  ) -> Place {
    guard pcd.skus.contains(where: { $0.value.value != .number(0) }) else {
      numbers[kind.rawValue].uninitialized.append(label)
      return .uninitialized(kind, numbers[kind.rawValue].uninitialized.count - 1)
    }
    let literal = sku.value.literal
    let text = kind != .boolean || ["0", "1"].contains(literal) ? literal + kind.suffix : ""
    numbers[kind.rawValue].initial.append(
      Number(label: label, value: sku.value.value.numberInDatabase, text: text))
    return .initial(kind, numbers[kind.rawValue].initial.count - 1)
  }

  private mutating func add(
    _ variable: PCDVariable, of pcd: DynamicPCD, _ sku: DynamicPCD.SKUValue, _ kind: NumberKind?,
    _ label: String
  ) -> Place {
    let name = StringForm(wide: variable.name)
    var heads: [Int] = []
    var nameOffset = 0
    // Compared as text: a PCD's value may be there that looks the same.
    if let known = strings.firstIndex(where: { $0.text == name.text }) {
      nameOffset = strings[..<known].reduce(0) { $0 + $1.room }
    } else {
      nameOffset = addString(
        StringEntry(label: label, bytes: name.bytes, room: name.bytes.count, text: name.text))
      heads = [nameOffset]
    }
    let guid = row(of: variable.guid)
    let value: Place
    if let kind {
      let number = sku.value.value.numberInDatabase
      // edk2 evaluates a BOOLEAN anew, so that it is 0 or 1 here.
      let text = kind == .boolean ? String(number) : sku.value.literal
      numbers[kind.rawValue].variableDefaults.append(
        Number(label: label, value: number, text: text + kind.suffix))
      value = .variableDefault(kind, numbers[kind.rawValue].variableDefaults.count - 1)
    } else {
      value = addString(pcd, sku, label, before: heads)
    }
    let flags = VariableAttributes(variable.attributes)
    variables.append(
      Variable(
        label: label, name: nameOffset, guid: guid, offset: variable.offset, offsetText: variable.offsetText,
        defaultValue: value, attributes: flags.attributes, property: flags.property))
    return .variable(variables.count - 1)
  }

  private mutating func addString(
    _ pcd: DynamicPCD, _ sku: DynamicPCD.SKUValue, _ label: String, before heads: [Int]
  ) -> Place {
    let isVariable = if case .variable = sku.storage { true } else { false }
    let form = StringForm(sku.value, isVariable: isVariable)
    let most = max(pcd.pcd.maxSize ?? 0, form.size)
    let offset = addString(
      StringEntry(label: label, bytes: form.bytes, room: most + most % 2, text: form.text))
    stringHeadText.append(StringHead(label: label, offsets: heads + [offset]))
    addSize(of: pcd, label, current: form.size, String(form.size))
    return .stringHead(stringHeads.count - 1)
  }

  /// The string's offset in the table, in bytes.
  private mutating func addString(_ entry: StringEntry) -> Int {
    let offset = stringTableSize
    strings.append(entry)
    stringHeads.append(offset)
    stringTableSize += entry.room
    return offset
  }

  private mutating func addSize(of pcd: DynamicPCD, _ label: String, current: Int, _ text: String) {
    sizes.append(
      Size(
        label: label, most: pcd.pcd.maxSize ?? 0, mostText: pcd.maxSizeText, current: current,
        currentText: text))
  }
}

extension DynamicPCD {
  /// The tables of numbers that it belongs to; nil for VOID* and structures.
  var numberKind: PCDDatabaseTables.NumberKind? {
    switch pcd.datumType {
    case .uint64: .uint64
    case .uint32: .uint32
    case .uint16: .uint16
    case .uint8: .uint8
    case .boolean: .boolean
    case .pointer, .structure: nil
    }
  }

  /// The name of its field in the structures of AutoGen.h.
  var databaseLabel: String {
    let guid = tokenSpace.value.description.lowercased().utf8.map {
      $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0
    }
    return "\(pcd.name.name)_\(String(decoding: guid, as: UTF8.self))"
  }

  var maxSizeText: String { pcd.maxSizeText ?? String(pcd.maxSize ?? 0) }
}

extension PCDValue {
  /// 0 for what is no number.
  var numberInDatabase: UInt64 {
    if case .number(let number) = self { number } else { 0 }
  }
}

extension PCDDatabaseTables.NumberKind {
  /// In bytes.
  var width: Int {
    switch self {
    case .uint64: 8
    case .uint32: 4
    case .uint16: 2
    case .uint8, .boolean: 1
    }
  }

  /// Of an integer constant in C.
  var suffix: String { self == .uint64 ? "ULL" : "U" }

  var name: String {
    switch self {
    case .uint64: "UINT64"
    case .uint32: "UINT32"
    case .uint16: "UINT16"
    case .uint8: "UINT8"
    case .boolean: "BOOLEAN"
    }
  }
}
