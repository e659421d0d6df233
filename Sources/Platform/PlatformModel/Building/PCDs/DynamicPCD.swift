/// A PCD of the PEI or DXE database.
package struct DynamicPCD: Sendable {
  package enum Phase: String, Sendable {
    case pei = "PEI"
    case dxe = "DXE"
  }

  /// As the module saw it that decided its place: the first one of PEI, else the first one.
  package var pcd: ModulePCD
  package var phase: Phase
  /// What the PCD's token space stands for.
  package var tokenSpace: NamedGUID
  /// What `PcdGet` passes: local token numbers count from 1, PEI before DXE, dynamic before dynamicEx.
  package var tokenNumber: Int
  /// The value for each SKU; the first is the default SKU's.
  package var skus: [SKUValue]
  /// The modules that use it, themselves or through a library, in the order of the DSC.
  package var users: [String]

  package struct SKUValue: Sendable {
    package var name: String
    package var number: UInt64
    /// As `ModulePCD.storage`, which is the default SKU's.
    package var storage: PCDStorage
    package var value: EvaluatedPCD
    /// For HII PCDs: the value in each default store, the standard one first.
    package var defaultStores: [(name: String, value: EvaluatedPCD)]
  }
}

/// What a platform says about its PCD databases as a whole.
package struct DynamicPCDSettings: Sendable {
  /// The numbers of the SKUs that SKUID_IDENTIFIER names, in its order.
  package var skuNumbers: [UInt64] = [0]
  /// PCD_INFO_GENERATION: the databases hold the names of their PCDs.
  package var hasNames: Bool = false
  /// PCD_VAR_CHECK_GENERATION: a list of what the variables behind HII PCDs may hold is wanted.
  package var wantsVariableCheck: Bool = false
}
