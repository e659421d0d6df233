package import Diagnostics
package import PlatformModel

/// The PCD database of PEI or DXE, as edk2 generates it for the PCD driver of that phase.
///
/// The driver's FFS file carries `raw` in a section of its own; what is in AutoGen.h and AutoGen.c besides a
/// version number stands between `#if 0` and `#endif`, for people.
package struct PCDDatabase: Sendable {
  package let phase: DynamicPCD.Phase
  /// `PCD_DATABASE_INIT` of MdeModulePkg/Include/Guid/PcdDataBaseSignatureGuid.h for the default SKU, and
  /// behind it what differs for each other SKU.
  package let raw: [UInt8]
  /// What AutoGen.h of the phase's PCD driver has behind the module's own PCDs: the driver of DXE knows
  /// PEI's database too.
  package let header: [UInt8]
  /// What AutoGen.c of the phase's PCD driver has behind the module's own PCDs.
  package let code: [UInt8]

  /// - Throws: everything that the platform says of its dynamic PCDs and kiln or the format cannot hold.
  package init(_ model: BuildModel, phase: DynamicPCD.Phase) throws(DiagnosticError) {
    let all = try Self.tables(model, phase)
    let databases = all.map { (number: $0.number, tables: $0.tables, bytes: $0.tables.image) }
    var diagnostics = DiagnosticList()
    if let largest = databases.map(\.bytes.count).max(), largest > PCDDatabaseTables.offsetLimit {
      diagnostics.add(.pcdDatabaseTooLarge(phase, size: largest, platform: model.platform.manifest))
    }
    try diagnostics.throwIfErrors()

    self.phase = phase
    raw = PCDDatabaseTables.image(databases[0].bytes, others: databases.dropFirst().map { ($0.number, $0.bytes) })
    var header = databases[0].tables.headerText
    if phase == .dxe { header = try Self.tables(model, .pei)[0].tables.headerText + header }
    self.header = header
    code = all.flatMap { (model.dynamicPCDs.isEmpty ? [] : Array("//SKUID: \($0.name)".utf8)) + $0.tables.codeText }
  }

  /// Where the build keeps `raw`, in the driver's folder.
  package var file: GeneratedFile {
    GeneratedFile(.output, "\(phase.rawValue)PcdDataBase.raw", contents: raw)
  }

  private typealias ForSKU = (name: String, number: UInt64, tables: PCDDatabaseTables)

  /// One for each SKU, the default one first.
  private static func tables(
    _ model: BuildModel, _ phase: DynamicPCD.Phase
  ) throws(DiagnosticError) -> [ForSKU] {
    var diagnostics = DiagnosticList()
    if model.dynamicPCDSettings.wantsVariableCheck {
      diagnostics.add(.pcdVariableCheckUnsupported(platform: model.platform.manifest))
    }
    let pcds = model.dynamicPCDs.sorted { $0.tokenNumber < $1.tokenNumber }
    for pcd in pcds where pcd.phase == phase { diagnostics.add(contentsOf: pcd.obstacles) }
    try diagnostics.throwIfErrors()

    var skus: [(name: String, number: UInt64)] = [("DEFAULT", 0)]
    // In the order in which the PCDs by name show them.
    for sku in model.dynamicPCDs.flatMap(\.skus) where !skus.contains(where: { $0.name == sku.name }) {
      skus.append((sku.name, sku.number))
    }
    return skus.map { sku in
      let tables = PCDDatabaseTables(
        pcds, phase: phase, sku: sku.name, settings: model.dynamicPCDSettings, declarations: model.platform.pcds)
      return (sku.name, sku.number, tables)
    }
  }
}

extension DynamicPCD.Phase {
  /// The phase of a module whose INF says `PCD_IS_DRIVER`; nil for a value that has no meaning.
  package init?(driver: String) {
    switch driver {
    case "PEI_PCD_DRIVER": self = .pei
    case "DXE_PCD_DRIVER": self = .dxe
    default: return nil
    }
  }
}
