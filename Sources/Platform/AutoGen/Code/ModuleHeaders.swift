import Vocabulary

/// The headers that AutoGen.c includes for each module type. AutoGen.h includes only the first of them.
enum ModuleHeaders {
  /// For a module type without headers of its own.
  static let basic = "Base.h"

  static func includes(moduleType: ModuleType) -> [String] {
    switch moduleType {
    case .base, .userDefined, .hostApplication: [basic, debug]
    case .sec: ["PiPei.h", debug]
    case .peiCore: ["PiPei.h", debug, "Library/PeiCoreEntryPoint.h"]
    case .peim: ["PiPei.h", debug, "Library/PeimEntryPoint.h"]
    case .dxeCore: ["PiDxe.h", debug, "Library/DxeCoreEntryPoint.h"]
    case .dxeDriver, .dxeSMMDriver, .dxeRuntimeDriver, .dxeSALDriver:
      ["PiDxe.h", base, debug, bootServices, driver]
    case .uefiDriver: ["Uefi.h", base, debug, bootServices, driver]
    case .uefiApplication: ["Uefi.h", base, debug, bootServices, "Library/UefiApplicationEntryPoint.h"]
    case .smmCore: ["PiDxe.h", base, debug, driver]
    case .mmStandalone: ["PiMm.h", base, debug, "Library/StandaloneMmDriverEntryPoint.h"]
    case .mmCoreStandalone: ["PiMm.h", base, debug, "Library/StandaloneMmCoreEntryPoint.h"]
    default: []
    }
  }

  private static let base = "Library/BaseLib.h"
  private static let debug = "Library/DebugLib.h"
  private static let bootServices = "Library/UefiBootServicesTableLib.h"
  private static let driver = "Library/UefiDriverEntryPoint.h"
}
