/// The MODULE_TYPE of an INF (EDK II INF Specification, appendix F).
///
/// An open set, because an INF may name a type that the specification does not define, which is reported as an
/// error.
package struct ModuleType: Hashable, Sendable {
  /// The name in the specification, in capitals.
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

  /// The type of an INF without a MODULE_TYPE, which is an error.
  package static let unspecified = ModuleType("")

  // build_rule.txt's names for modules of type UEFI_DRIVER and similar with a special kind of contents.
  package static let uefiOptionROM = ModuleType("UEFI_OPTIONROM")
  package static let uefiHII = ModuleType("UEFI_HII")

  // The types of EDK, the predecessor of EDK II. No INF has them, but edk2's FDF rules and GenFw accept them.
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

  /// The types allowed in a MODULE_TYPE line.
  package static let all: Set<ModuleType> = [
    .base, .sec, .peiCore, .peim, .dxeCore, .dxeDriver, .dxeRuntimeDriver, .dxeSALDriver, .dxeSMMDriver,
    .smmCore, .mmStandalone, .mmCoreStandalone, .uefiDriver, .uefiApplication, .userDefined, .hostApplication,
  ]
  /// The types of EDK.
  package static let old: Set<ModuleType> = [
    .securityCore, .combinedPEIMDriver, .picPEIM, .relocatablePEIM, .pe32PEIM, .bsDriver, .rtDriver,
    .salRTDriver, .application, .acpiTable,
  ]
  /// The types whose dynamic PCDs are in the PEI database.
  package static let pei: Set<ModuleType> = [.peim, .peiCore]
  /// The types that require a [Depex] section.
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
