/// What kind of module an INF describes: its `MODULE_TYPE` (EDK II INF Specification, appendix F).
///
/// An open set, as an INF may name a type that the specification does not: that is an error to report.
package struct ModuleType: Hashable, Sendable {
  /// As the specification writes it, in capitals.
  package let name: String

  package init(_ name: some StringProtocol) { self.name = name.uppercased() }

  package static let base = ModuleType("BASE")
  package static let sec = ModuleType("SEC")
  package static let peiCore = ModuleType("PEI_CORE")
  package static let peim = ModuleType("PEIM")
  package static let dxeCore = ModuleType("DXE_CORE")
  package static let dxeDriver = ModuleType("DXE_DRIVER")
  package static let dxeRuntimeDriver = ModuleType("DXE_RUNTIME_DRIVER")
  package static let dxeSALDriver = ModuleType("DXE_SAL_DRIVER")
  package static let dxeSMMDriver = ModuleType("DXE_SMM_DRIVER")
  package static let smmCore = ModuleType("SMM_CORE")
  package static let mmStandalone = ModuleType("MM_STANDALONE")
  package static let mmCoreStandalone = ModuleType("MM_CORE_STANDALONE")
  package static let uefiDriver = ModuleType("UEFI_DRIVER")
  package static let uefiApplication = ModuleType("UEFI_APPLICATION")
  package static let userDefined = ModuleType("USER_DEFINED")
  package static let hostApplication = ModuleType("HOST_APPLICATION")
  /// In an FDF: the rule for types without a rule of their own (FDF 1.28, 3.9).
  package static let `default` = ModuleType("DEFAULT")

  /// What an INF without a MODULE_TYPE has, which is an error by itself.
  package static let unspecified = ModuleType("")

  // What build_rule.txt calls modules that their INF has as UEFI_DRIVER and the like, for what is built into them.
  package static let uefiOptionROM = ModuleType("UEFI_OPTIONROM")
  package static let uefiHII = ModuleType("UEFI_HII")

  // The types of EDK, before EDK II: no INF has them, edk2's FDF rules and GenFw still take them.
  package static let securityCore = ModuleType("SECURITY_CORE")
  package static let combinedPEIMDriver = ModuleType("COMBINED_PEIM_DRIVER")
  package static let picPEIM = ModuleType("PIC_PEIM")
  package static let relocatablePEIM = ModuleType("RELOCATABLE_PEIM")
  package static let pe32PEIM = ModuleType("PE32_PEIM")
  package static let bsDriver = ModuleType("BS_DRIVER")
  package static let rtDriver = ModuleType("RT_DRIVER")
  package static let salRTDriver = ModuleType("SAL_RT_DRIVER")
  package static let application = ModuleType("APPLICATION")
  package static let acpiTable = ModuleType("ACPITABLE")

  /// All that a MODULE_TYPE line may name.
  package static let all: Set<ModuleType> = [
    .base, .sec, .peiCore, .peim, .dxeCore, .dxeDriver, .dxeRuntimeDriver, .dxeSALDriver, .dxeSMMDriver,
    .smmCore, .mmStandalone, .mmCoreStandalone, .uefiDriver, .uefiApplication, .userDefined, .hostApplication,
  ]
  /// Those of EDK.
  package static let old: Set<ModuleType> = [
    .securityCore, .combinedPEIMDriver, .picPEIM, .relocatablePEIM, .pe32PEIM, .bsDriver, .rtDriver,
    .salRTDriver, .application, .acpiTable,
  ]
  /// Those whose dynamic PCDs belong to the PEI database.
  package static let pei: Set<ModuleType> = [.peim, .peiCore]
  /// Those that must have a [Depex] section.
  package static let needingDepex: Set<ModuleType> = [
    .dxeDriver, .peim, .dxeSMMDriver, .dxeSALDriver, .dxeRuntimeDriver,
  ]
}

extension ModuleType: CustomStringConvertible {
  package var description: String { name }
}

extension ModuleType: Comparable {
  package static func < (left: ModuleType, right: ModuleType) -> Bool { left.name < right.name }
}
