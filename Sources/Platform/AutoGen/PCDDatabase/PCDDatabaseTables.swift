import Bytes
import Manifests
import PlatformModel
import Vocabulary

/// The rows of the database of one phase for one SKU, without offsets.
///
/// Rows that appear in AutoGen.c or AutoGen.h have edk2's text for them; `label` is `PcdName_token_space_guid`
/// there.
struct PCDDatabaseTables {
  /// The tables of numbers, in the order of their alignment.
  enum NumberKind: Int, CaseIterable {
    case uint64, uint32, uint16, uint8, boolean
  }

  struct Number {
    let label: String
    let value: UInt64
    /// The C literal with its suffix; empty for a BOOLEAN that is written as neither 0 nor 1.
    let text: String
  }

  /// The tables of one kind of number.
  struct Numbers {
    var initial: [Number] = []
    /// Defaults of HII PCDs.
    var variableDefaults: [Number] = []
    /// Labels of PCDs that are 0 in every SKU and take no space in the file.
    var uninitialized: [String] = []
  }

  /// The place of a PCD's value or of its descriptor; numbers are row indices.
  enum Place {
    case initial(NumberKind, Int), variableDefault(NumberKind, Int), uninitialized(NumberKind, Int)
    case stringHead(Int), variable(Int), vpd(Int)
  }

  struct Token {
    let label: String
    let place: Place
    /// PCD_TYPE_* and PCD_DATUM_TYPE_*, the bits above the offset.
    let flags: UInt32
    let flagsText: String
  }

  struct ExMapping {
    let token: UInt32
    let tokenText: String
    let local: Int
    let guid: Int
  }

  struct StringHead {
    let label: String
    let offsets: [Int]
  }

  struct StringEntry {
    let label: String
    let bytes: [UInt8]
    /// Reserved size in the table, in bytes; at least `bytes.count`.
    let room: Int
    let text: String
  }

  struct Variable {
    let label: String
    /// The name's offset in the string table, in bytes.
    let name: Int
    /// The row in the GUID table.
    let guid: Int
    /// Offset in the variable, in bytes and as written.
    let offset: Int
    let offsetText: String
    let defaultValue: Place
    let attributes: UInt32
    let property: UInt16
  }

  struct VPDEntry {
    let label: String
    let offset: UInt32
    let text: String
  }

  /// The maximum and current size of a VOID* PCD, in bytes.
  struct Size {
    let label: String
    let most: Int
    let mostText: String
    let current: Int
    let currentText: String
  }

  let phase: DynamicPCD.Phase
  let skuNumbers: [UInt64]
  var numbers = NumberKind.allCases.map { _ in Numbers() }
  var vpd: [VPDEntry] = []
  var exMap: [ExMapping] = []
  var tokens: [Token] = []
  var guids: [(value: GUID, text: String)] = []
  /// Offsets in the string table, in bytes, including those of variable names.
  var stringHeads: [Int] = []
  var stringHeadText: [StringHead] = []
  var variables: [Variable] = []
  var strings: [StringEntry] = []
  /// Size in bytes, without names of PCDs.
  var stringTableSize = 0
  /// With PCD_INFO_GENERATION: each token space once, then the name of each PCD, all with NUL.
  var tokenSpaceNames: [[UInt8]] = []
  var pcdNames: [[UInt8]] = []
  /// For each PCD the index of its token space in `tokenSpaceNames`.
  var tokenSpaceRows: [Int] = []
  var sizes: [Size] = []

  /// - Parameter pcds: the PCDs of all phases, sorted by token number.
  init(
    _ pcds: [DynamicPCD], phase: DynamicPCD.Phase, sku: String, settings: DynamicPCDSettings,
    declarations: PCDTable
  ) {
    self.phase = phase
    var known: [UInt64] = []
    for number in settings.skuNumbers where !known.contains(number) { known.append(number) }
    skuNumbers = known
    for pcd in pcds where pcd.phase == phase {
      guard let value = pcd.skus.first(where: { $0.name == sku }) ?? pcd.skus.first else { continue }
      add(pcd, value)
      if pcd.pcd.access == .dynamicEx {
        let text = declarations.declarations[pcd.pcd.name]?.token.value ?? String(pcd.pcd.token)
        exMap.append(
          ExMapping(
            token: pcd.pcd.token, tokenText: text, local: pcd.tokenNumber,
            guid: row(of: pcd.tokenSpace)))
      }
      if settings.hasNames { addName(pcd.pcd.name.tokenSpace, pcd.pcd.name.name) }
    }
  }

  /// The row of a GUID in the GUID table, which has no duplicates.
  mutating func row(of guid: NamedGUID) -> Int {
    if let row = guids.firstIndex(where: { $0.value == guid.value }) { return row }
    guids.append((guid.value, guid.text))
    return guids.count - 1
  }

  private mutating func addName(_ tokenSpace: String, _ name: String) {
    let space = Self.evenString(tokenSpace)
    let row = tokenSpaceNames.firstIndex(of: space) ?? tokenSpaceNames.count
    if row == tokenSpaceNames.count { tokenSpaceNames.append(space) }
    tokenSpaceRows.append(row)
    pcdNames.append(Self.evenString(name))
  }

  /// The string with one NUL, or with two if its length is even.
  static func evenString(_ text: String) -> [UInt8] {
    let bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    return bytes + (bytes.count % 2 == 1 ? [0] : [0, 0])
  }
}
