import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// The diagnostics of PCD databases.
extension Diagnostic {
  static func pcdDatabaseTooLarge(_ phase: DynamicPCD.Phase, size: Int, platform: String) -> Diagnostic {
    Diagnostic(
      .pcdDatabaseTooLarge, at: .file(platform),
      "the PCD database of \(phase.rawValue) needs \(size) bytes, the limit is \(PCDDatabaseTables.extentLimit)",
      fix: "make large VOID* PCDs smaller, or move them to the VPD region")
  }

  static func pcdsTooMany(count: Int, platform: String) -> Diagnostic {
    Diagnostic(
      .pcdDatabaseTooLarge, at: .file(platform),
      "the platform has \(count) dynamic PCDs, the limit is \(PCDDatabaseTables.countLimit)",
      fix: "make PCDs fixed that do not change at run time")
  }

  static func pcdVariableCheckUnsupported(platform: String) -> Diagnostic {
    Diagnostic(
      .pcdVariableCheckUnsupported, at: .file(platform),
      "kiln does not support PCD_VAR_CHECK_GENERATION, the list of allowed variable values",
      fix: "set PCD_VAR_CHECK_GENERATION to FALSE")
  }

  static func pcdVPDOffsetOpen(_ pcd: ModulePCD) -> Diagnostic {
    Diagnostic(
      .pcdVpdOffset, at: pcd.value.place, "kiln cannot choose the offset of \(pcd.name) in the VPD region",
      fix: "write the offset in place of *")
  }

  static func pcdDefaultStoreUnsupported(_ pcd: ModulePCD) -> Diagnostic {
    Diagnostic(
      .pcdDefaultStoresUnsupported, at: pcd.value.place,
      "kiln does not support \(pcd.name) in the VPD region, the collected defaults of variables",
      fix: "remove it from the VPD section")
  }

  static func pcdVariableAttributes(_ pcd: ModulePCD, _ variable: PCDVariable) -> Diagnostic {
    Diagnostic(
      .pcdVariableAttributes, at: pcd.value.place,
      "expected attributes for the variable of \(pcd.name), found '\(variable.attributes)'",
      fix: "write NV, BS, RT and RO, separated by commas; RT requires BS")
  }

  static func pcdSKUSizes(_ pcd: ModulePCD, _ sizes: [(sku: String, size: Int)]) -> Diagnostic {
    Diagnostic(
      .pcdSkuSize, at: pcd.value.place, "the values of \(pcd.name) differ in size between SKUs",
      notes: sizes.map { Note("\($0.size) bytes in \($0.sku)") },
      fix: "give VOID* a size that is large enough for all SKUs")
  }

  static func pcdTooLarge(_ pcd: ModulePCD, size: Int) -> Diagnostic {
    Diagnostic(
      .pcdSize, at: pcd.value.place, "\(pcd.name) needs \(size) bytes, the limit for a PCD is 65535",
      fix: "make the value or its size smaller")
  }
}

extension DynamicPCD {
  /// Whether edk2's build stores the defaults of all HII PCDs in this PCD, if it is in the VPD region.
  private var isDefaultStoreBuffer: Bool {
    pcd.name.tokenSpace == "gEfiMdeModulePkgTokenSpaceGuid" && pcd.name.name == "PcdNvStoreDefaultValueBuffer"
  }

  /// The reasons why the PCD cannot be in a database.
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
      (sku: sku.name, size: max(pcd.maxSize ?? 0, StringForm(sku.value, isVariable: isVariable).size))
    }
    if let most = sizes.map(\.size).max(), most > 0xFFFF { found.append(.pcdTooLarge(pcd, size: most)) }
    if Set(sizes.map { $0.size + $0.size % 2 }).count > 1 { found.append(.pcdSKUSizes(pcd, sizes)) }
    return found
  }
}
