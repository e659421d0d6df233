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
    let images = all.map { (number: $0.number, bytes: $0.tables.image) }
    self.phase = phase
    raw = PCDDatabaseTables.image(images[0].bytes, others: images.dropFirst())
    let own = all[0].tables.headerText
    header = phase == .dxe ? try Self.tables(model, .pei)[0].tables.headerText + own : own
    code = all.flatMap { sku in
      (model.dynamicPCDs.isEmpty ? [] : Array("//SKUID: \(sku.name)".utf8)) + sku.tables.codeText
    }
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
    let manifest = model.platform.manifest
    if model.dynamicPCDSettings.wantsVariableCheck {
      diagnostics.add(.pcdVariableCheckUnsupported(platform: manifest))
    }
    for pcd in model.dynamicPCDs where pcd.phase == phase { diagnostics.add(contentsOf: pcd.obstacles) }
    if let last = model.dynamicPCDs.map(\.tokenNumber).max(), last > PCDDatabaseTables.countLimit {
      diagnostics.add(.pcdsTooMany(count: last, platform: manifest))
    }
    try diagnostics.throwIfErrors()

    var skus: [(name: String, number: UInt64)] = [("DEFAULT", 0)]
    // In the order in which the PCDs by name show them.
    for sku in model.dynamicPCDs.flatMap(\.skus) where !skus.contains(where: { $0.name == sku.name }) {
      skus.append((sku.name, sku.number))
    }
    let pcds = model.dynamicPCDs.sorted { $0.tokenNumber < $1.tokenNumber }
    let all: [ForSKU] = skus.map { sku in
      let tables = PCDDatabaseTables(
        pcds, phase: phase, sku: sku.name, settings: model.dynamicPCDSettings,
        declarations: model.platform.pcds)
      return (sku.name, sku.number, tables)
    }
    if let extent = all.map(\.tables.extent).max(), extent > PCDDatabaseTables.extentLimit {
      diagnostics.add(.pcdDatabaseTooLarge(phase, size: extent, platform: manifest))
    }
    try diagnostics.throwIfErrors()
    return all
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
