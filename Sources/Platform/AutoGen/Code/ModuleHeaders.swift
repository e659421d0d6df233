/// What AutoGen.c includes for each module type; AutoGen.h includes the first of them.
enum ModuleHeaders {
  /// For a module type that has no headers of its own.
  static let basic = "Base.h"

  static func includes(moduleType: String) -> [String] {
    switch moduleType {
    case "BASE", "USER_DEFINED", "HOST_APPLICATION": [basic, debug]
    case "SEC": ["PiPei.h", debug]
    case "PEI_CORE": ["PiPei.h", debug, "Library/PeiCoreEntryPoint.h"]
    case "PEIM": ["PiPei.h", debug, "Library/PeimEntryPoint.h"]
    case "DXE_CORE": ["PiDxe.h", debug, "Library/DxeCoreEntryPoint.h"]
    case "DXE_DRIVER", "DXE_SMM_DRIVER", "DXE_RUNTIME_DRIVER", "DXE_SAL_DRIVER":
      ["PiDxe.h", base, debug, bootServices, driver]
    case "UEFI_DRIVER": ["Uefi.h", base, debug, bootServices, driver]
    case "UEFI_APPLICATION": ["Uefi.h", base, debug, bootServices, "Library/UefiApplicationEntryPoint.h"]
    case "SMM_CORE": ["PiDxe.h", base, debug, driver]
    case "MM_STANDALONE": ["PiMm.h", base, debug, "Library/StandaloneMmDriverEntryPoint.h"]
    case "MM_CORE_STANDALONE": ["PiMm.h", base, debug, "Library/StandaloneMmCoreEntryPoint.h"]
    default: []
    }
  }

  private static let base = "Library/BaseLib.h"
  private static let debug = "Library/DebugLib.h"
  private static let bootServices = "Library/UefiBootServicesTableLib.h"
  private static let driver = "Library/UefiDriverEntryPoint.h"
}
