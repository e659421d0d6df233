import Bytes
import PlatformModel

/// The bytes of the database (MdeModulePkg/Include/Guid/PcdDataBaseSignatureGuid.h, PCD_DATABASE_INIT).
extension PCDDatabaseTables {
  /// The limit of offsets, which have 20 bits in the local token number table.
  static let extentLimit = 1 << 20
  /// The limit of token numbers, which have 16 bits.
  static let countLimit = 0xFFFF
  static let version: UInt32 = 7
  private static let signature: GUID = "3C7D193C-682C-4C14-A68F-552DEA4F437E"
  private static let headerSize = 80
  private static let filler: UInt8 = 0xDA

  /// The tables in the order of the file.
  private enum Table: Hashable {
    case skus, initial(NumberKind), variableDefaults(NumberKind), vpd, exMap, tokens, guids, stringHeads,
      names, variables, strings, tokenSpaceNames, pcdNames, sizes

    static let inOrder: [Table] = [
      .skus, .initial(.uint64), .variableDefaults(.uint64), .initial(.uint32), .variableDefaults(.uint32),
      .vpd, .exMap, .tokens, .guids, .stringHeads, .names, .variables, .strings, .tokenSpaceNames, .pcdNames,
      .sizes,
      .initial(.uint16), .variableDefaults(.uint16), .initial(.uint8), .variableDefaults(.uint8),
      .initial(.boolean), .variableDefaults(.boolean),
    ]
  }

  /// Size in bytes. Tables that a driver reads without a count have at least one row.
  private func size(of table: Table) -> Int {
    switch table {
    case .skus: 8 * (skuNumbers.count + 1)
    case .initial(let kind): kind.width * numbers[kind.rawValue].initial.count
    case .variableDefaults(let kind): kind.width * numbers[kind.rawValue].variableDefaults.count
    case .vpd: 4 * vpd.count
    case .exMap: 8 * max(1, exMap.count)
    case .tokens: 4 * tokens.count
    case .guids: 16 * max(1, guids.count)
    case .stringHeads: 4 * stringHeads.count
    case .names: 8 * pcdNames.count
    case .variables: 20 * variables.count
    case .strings: strings.isEmpty ? 1 : stringTableSize
    case .tokenSpaceNames: tokenSpaceNames.reduce(0) { $0 + $1.count }
    case .pcdNames: pcdNames.reduce(0) { $0 + $1.count }
    case .sizes: 4 * max(1, sizes.count)
    }
  }

  private var layout: Layout {
    var starts: [Table: Int] = [:]
    var end = Self.headerSize
    for table in Table.inOrder {
      starts[table] = end
      end += size(of: table)
    }
    return Layout(
      starts: starts, length: end.aligned(to: 8), uninitialized: numbers.map(\.uninitialized.count))
  }

  /// The size that offsets cover, including uninitialised data, which is only in memory.
  var extent: Int { layout.length + layout.uninitializedSize }

  /// The database of this SKU, with LengthForAllSkus not yet set.
  var image: [UInt8] {
    let layout = layout
    var writer = ByteWriter(capacity: layout.length)
    writeHeader(layout, to: &writer)
    for table in Table.inOrder { write(table, layout, to: &writer) }
    writer.pad(to: 8, with: Self.filler)
    return writer.bytes
  }

  /// The offsets of all tables, which are final.
  private struct Layout {
    let starts: [Table: Int]
    /// Size in bytes, without the uninitialised data, which starts there.
    let length: Int
    /// Counts, in the order of `NumberKind`.
    let uninitialized: [Int]

    func start(_ table: Table) -> Int { starts[table] ?? 0 }

    var uninitializedSize: Int {
      zip(NumberKind.allCases, uninitialized).reduce(0) { $0 + $1.0.width * $1.1 }
    }

    func offset(of place: Place) -> UInt32 {
      let offset =
        switch place {
        case .initial(let kind, let row): start(.initial(kind)) + kind.width * row
        case .variableDefault(let kind, let row): start(.variableDefaults(kind)) + kind.width * row
        case .stringHead(let row): start(.stringHeads) + 4 * row
        case .variable(let row): start(.variables) + 20 * row
        case .vpd(let row): start(.vpd) + 4 * row
        case .uninitialized(let kind, let row):
          zip(NumberKind.allCases, uninitialized).prefix(kind.rawValue)
            .reduce(length + kind.width * row) { $0 + $1.0.width * $1.1 }
        }
      return UInt32(truncatingIfNeeded: offset)
    }
  }

  private func writeHeader(_ layout: Layout, to writer: inout ByteWriter) {
    writer.write(Self.signature)
    writer.write(Self.version)
    writer.write(UInt32(truncatingIfNeeded: layout.length))
    writer.write(UInt64(0))  // SystemSkuId, which firmware sets
    writer.write(UInt32(0))  // LengthForAllSkus
    writer.write(UInt32(truncatingIfNeeded: layout.uninitializedSize))
    for table in [Table.tokens, .exMap, .guids, .strings, .sizes, .skus] {
      writer.write(UInt32(truncatingIfNeeded: layout.start(table)))
    }
    writer.write(UInt32(truncatingIfNeeded: pcdNames.isEmpty ? 0 : layout.start(.names)))
    writer.write(UInt16(truncatingIfNeeded: tokens.count))
    writer.write(UInt16(truncatingIfNeeded: exMap.count))
    writer.write(UInt16(truncatingIfNeeded: max(1, guids.count)))
    writer.write(Array(repeating: Self.filler, count: 6))
  }

  private func write(_ table: Table, _ layout: Layout, to writer: inout ByteWriter) {
    switch table {
    case .skus:
      writer.write(UInt64(skuNumbers.count))
      for number in skuNumbers { writer.write(number) }
    case .initial(let kind): write(numbers[kind.rawValue].initial, kind, to: &writer)
    case .variableDefaults(let kind): write(numbers[kind.rawValue].variableDefaults, kind, to: &writer)
    case .vpd: for entry in vpd { writer.write(entry.offset) }
    case .exMap:
      for entry in exMap {
        writer.write(entry.token)
        writer.write(UInt16(truncatingIfNeeded: entry.local))
        writer.write(UInt16(truncatingIfNeeded: entry.guid))
      }
      if exMap.isEmpty { writer.write(UInt64(0)) }
    case .tokens: for token in tokens { writer.write(layout.offset(of: token.place) | token.flags) }
    case .guids:
      for guid in guids { writer.write(guid.value) }
      if guids.isEmpty { writer.write(GUID.zero) }
    case .stringHeads: for offset in stringHeads { writer.write(UInt32(truncatingIfNeeded: offset)) }
    case .names: writeNameOffsets(to: &writer)
    case .variables: for variable in variables { write(variable, layout, to: &writer) }
    case .strings:
      for entry in strings {
        writer.write(entry.bytes)
        writer.write(repeatElement(0, count: max(0, entry.room - entry.bytes.count)))
      }
      if strings.isEmpty { writer.write(UInt8(0)) }
    case .tokenSpaceNames: for name in tokenSpaceNames { writer.write(name) }
    case .pcdNames: for name in pcdNames { writer.write(name) }
    case .sizes:
      for size in sizes {
        writer.write(UInt16(truncatingIfNeeded: size.most))
        writer.write(UInt16(truncatingIfNeeded: size.current))
      }
      if sizes.isEmpty { writer.write(UInt32(0)) }
    }
  }

  private func write(_ numbers: [Number], _ kind: NumberKind, to writer: inout ByteWriter) {
    for number in numbers {
      switch kind {
      case .uint64: writer.write(number.value)
      case .uint32: writer.write(UInt32(truncatingIfNeeded: number.value))
      case .uint16: writer.write(UInt16(truncatingIfNeeded: number.value))
      case .uint8, .boolean: writer.write(UInt8(truncatingIfNeeded: number.value))
      }
    }
  }

  /// VARIABLE_HEAD.
  private func write(_ variable: Variable, _ layout: Layout, to writer: inout ByteWriter) {
    writer.write(UInt32(truncatingIfNeeded: variable.name))
    writer.write(layout.offset(of: variable.defaultValue))
    writer.write(UInt16(truncatingIfNeeded: variable.guid))
    writer.write(UInt16(truncatingIfNeeded: variable.offset))
    writer.write(variable.attributes)
    writer.write(variable.property)
    writer.write(UInt16(0))
  }

  /// PCD_NAME_INDEX: names are counted from the start of the string table, which is in front of them.
  private func writeNameOffsets(to writer: inout ByteWriter) {
    let spaces = stringTableSize
    var next = spaces + size(of: .tokenSpaceNames)
    for (space, name) in zip(tokenSpaceRows, pcdNames) {
      writer.write(UInt32(truncatingIfNeeded: tokenSpaceNames[..<space].reduce(spaces) { $0 + $1.count }))
      writer.write(UInt32(truncatingIfNeeded: next))
      next += name.count
    }
  }

  // MARK: SKUs

  /// The file: the default SKU's database, then for each other SKU the bytes that differ
  /// (PCD_DATABASE_SKU_DELTA). `others` are as long as `standard`.
  static func image(_ standard: [UInt8], others: some Sequence<(number: UInt64, bytes: [UInt8])>) -> [UInt8] {
    var writer = ByteWriter(capacity: standard.count)
    writer.write(standard)
    for other in others {
      writer.pad(to: 8, with: 0)
      let changes = zip(standard, other.bytes).enumerated().filter { $1.0 != $1.1 }
      writer.write(other.number)
      writer.write(UInt64(0))  // the SKU that it is compared to
      writer.write(UInt32(truncatingIfNeeded: 20 + 4 * changes.count))
      for (offset, bytes) in changes {
        writer.write(UInt32(truncatingIfNeeded: offset) & 0xFF_FFFF | UInt32(bytes.1) << 24)
      }
    }
    var bytes = writer.bytes
    bytes.store(UInt32(truncatingIfNeeded: bytes.count), at: 32)  // LengthForAllSkus
    return bytes
  }
}
