import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// What making a PCD database can say.
extension Diagnostic {
  static func pcdDatabaseTooLarge(_ phase: DynamicPCD.Phase, size: Int, platform: String) -> Diagnostic {
    Diagnostic(
      .pcdDatabaseTooLarge, at: .file(platform),
      "the PCD database of \(phase.rawValue) takes \(size) bytes and may have \(PCDDatabaseTables.extentLimit)",
      fix: "make large VOID* PCDs smaller, or keep them in the VPD region")
  }

  static func pcdsTooMany(count: Int, platform: String) -> Diagnostic {
    Diagnostic(
      .pcdDatabaseTooLarge, at: .file(platform),
      "there are \(count) dynamic PCDs, and a platform may have \(PCDDatabaseTables.countLimit)",
      fix: "make PCDs fixed that nothing changes when the firmware runs")
  }

  static func pcdVariableCheckUnsupported(platform: String) -> Diagnostic {
    Diagnostic(
      .pcdVariableCheckUnsupported, at: .file(platform),
      "kiln cannot make the list of allowed values that PCD_VAR_CHECK_GENERATION asks for",
      fix: "set PCD_VAR_CHECK_GENERATION to FALSE")
  }

  static func pcdVPDOffsetOpen(_ pcd: ModulePCD) -> Diagnostic {
    Diagnostic(
      .pcdVpdOffset, at: pcd.value.place, "kiln cannot choose the offset of \(pcd.name) in the VPD region",
      fix: "write the offset instead of *")
  }

  static func pcdDefaultStoreUnsupported(_ pcd: ModulePCD) -> Diagnostic {
    Diagnostic(
      .pcdDefaultStoresUnsupported, at: pcd.value.place,
      "kiln cannot collect the defaults of variables in the VPD region, as \(pcd.name) wants",
      fix: "take it out of the VPD section")
  }

  static func pcdVariableAttributes(_ pcd: ModulePCD, _ variable: PCDVariable) -> Diagnostic {
    Diagnostic(
      .pcdVariableAttributes, at: pcd.value.place,
      "'\(variable.attributes)' are no attributes for the variable of \(pcd.name)",
      fix: "join some of NV, BS, RT and RO with commas; RT needs BS")
  }

  static func pcdSKUSizes(_ pcd: ModulePCD, _ sizes: [(sku: String, size: Int)]) -> Diagnostic {
    Diagnostic(
      .pcdSkuSize, at: pcd.value.place, "the values of \(pcd.name) take different room in different SKUs",
      notes: sizes.map { Note("\($0.size) bytes in \($0.sku)") },
      fix: "give VOID* a size that is enough for all")
  }

  static func pcdTooLarge(_ pcd: ModulePCD, size: Int) -> Diagnostic {
    Diagnostic(
      .pcdSize, at: pcd.value.place, "\(pcd.name) takes \(size) bytes, and a PCD may have 65535",
      fix: "make the value or its size smaller")
  }
}

extension DynamicPCD {
  /// Where edk2's build puts the defaults of all variables behind HII PCDs, when it lies in the VPD region.
  private var isDefaultStoreBuffer: Bool {
    pcd.name.tokenSpace == "gEfiMdeModulePkgTokenSpaceGuid" && pcd.name.name == "PcdNvStoreDefaultValueBuffer"
  }

  /// What keeps the PCD out of a database.
  var obstacles: [Diagnostic] {
    var found: [Diagnostic] = []
    for sku in skus {
      switch sku.storage {
      case .vpd(let offset, _):
        if isDefaultStoreBuffer {
          found.append(.pcdDefaultStoreUnsupported(pcd))
        } else if offset == nil {
          found.append(.pcdVPDOffsetOpen(pcd))
        }
      case .variable(let variable):
        if !VariableAttributes(variable.attributes).isSound {
          found.append(.pcdVariableAttributes(pcd, variable))
        }
      case .none: break
      }
    }
    guard numberKind == nil else { return found }
    if case .vpd = pcd.storage {
      if let size = pcd.maxSize, size > 0xFFFF { found.append(.pcdTooLarge(pcd, size: size)) }
      return found
    }
    let isVariable = if case .variable = pcd.storage { true } else { false }
    let sizes = skus.map { sku in
      (sku: sku.name, size: max(pcd.maxSize ?? 0, StringForm(sku.text, isVariable: isVariable).size))
    }
    if let most = sizes.map(\.size).max(), most > 0xFFFF { found.append(.pcdTooLarge(pcd, size: most)) }
    if Set(sizes.map { $0.size + $0.size % 2 }).count > 1 { found.append(.pcdSKUSizes(pcd, sizes)) }
    return found
  }
}
