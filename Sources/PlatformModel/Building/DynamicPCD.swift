/// A PCD of the PEI or DXE database.
package struct DynamicPCD: Sendable {
  package enum Phase: String, Sendable {
    case pei = "PEI"
    case dxe = "DXE"
  }

  /// As the module saw it that decided its place: the first one of PEI, else the first one.
  package var pcd: ModulePCD
  package var phase: Phase
  /// What `PcdGet` passes: local token numbers count from 1, PEI before DXE, dynamic before dynamicEx.
  package var tokenNumber: Int
  /// The value for each SKU; the first is the default SKU's.
  package var skus: [SKUValue]
  /// The modules that use it, themselves or through a library, in the order of the DSC.
  package var users: [String]

  package struct SKUValue: Sendable {
    package var name: String
    package var number: UInt64
    package var value: PCDValue
    /// For HII PCDs: the value in each default store, the standard one first.
    package var defaultStores: [(name: String, value: PCDValue)]
  }
}
