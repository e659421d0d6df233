package import Diagnostics
package import PlatformModel

/// The PCD database of PEI or DXE, as edk2 generates it for the PCD driver of that phase.
///
/// The driver's FFS file contains `raw` in a section of its own. The text in AutoGen.h and AutoGen.c, apart
/// from a version number, is inside `#if 0` and only informative.
package struct PCDDatabase: Sendable {
  package let phase: DynamicPCD.Phase
  /// `PCD_DATABASE_INIT` of MdeModulePkg/Include/Guid/PcdDataBaseSignatureGuid.h for the default SKU, followed
  /// by the differences of each other SKU.
  package let raw: [UInt8]
  /// The text in AutoGen.h of the phase's PCD driver after the module's own PCDs. The DXE driver also has that
  /// of PEI's database.
  package let header: [UInt8]
  /// The text in AutoGen.c of the phase's PCD driver after the module's own PCDs.
  package let code: [UInt8]

  /// - Throws: all errors in dynamic PCDs that kiln or the format does not support.
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

  /// The file with `raw`, in the driver's build folder.
  package var file: GeneratedFile {
    GeneratedFile(.output, "\(phase.rawValue)PcdDataBase.raw", contents: raw)
  }

  private typealias ForSKU = (name: String, number: UInt64, tables: PCDDatabaseTables)

  /// The tables of each SKU, the default one first.
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
    // In the order of first use by PCDs sorted by name.
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
  /// The phase for a value of `PCD_IS_DRIVER`; nil for an unknown value.
  package init?(driver: String) {
    switch driver {
    case "PEI_PCD_DRIVER": self = .pei
    case "DXE_PCD_DRIVER": self = .dxe
    default: return nil
    }
  }
}
