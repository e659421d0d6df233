package import Vocabulary

/// How a linked ELF file becomes a PE image: what edk2's `GenFw -e` is told.
///
/// Plain data: equal values and equal input give equal bytes. Times are never recorded.
package struct ImageConversion: Equatable, Sendable {
  /// What kind of program the image says it is; `Subsystem(moduleType:)` has it for a module.
  package var subsystem: Subsystem
  /// The file that debuggers are told to read symbols from.
  ///
  /// edk2 records the ELF file's path as `GenFw` was called with it, so an image is as large as its
  /// build folder's name is long, also where `wipesDebugData` leaves only the room.
  package var symbolPath: String
  /// Leaves the room of the debug directory and its path as zeros, and says that there is none
  /// (`--zero`).
  package var wipesDebugData: Bool

  package init(subsystem: Subsystem, symbolPath: String, wipesDebugData: Bool = false) {
    self.subsystem = subsystem
    self.symbolPath = symbolPath
    self.wipesDebugData = wipesDebugData
  }

  /// The conversion that `GENFW_FLAGS` ask for; nil when a flag is not one of those for ELF input.
  ///
  /// `--keepexceptiontable`, `--keepoptionalheader` and `--keepzeropending` keep parts of PE images
  /// that other linkers made; an image made of ELF has none of them.
  package init?(subsystem: Subsystem, symbolPath: String, flags: some Sequence<String>) {
    self.init(subsystem: subsystem, symbolPath: symbolPath)
    for flag in flags {
      switch flag.lowercased() {
      case "-z", "--zero": wipesDebugData = true
      case "--keepexceptiontable", "--keepoptionalheader", "--keepzeropending": continue
      case "-v", "--verbose", "-q", "--quiet": continue
      default: return nil
      }
    }
  }
}

extension Subsystem {
  /// What edk2 gives to a module of a `MODULE_TYPE`; nil for one that does not become an image.
  package init?(moduleType: ModuleType) {
    switch moduleType {
    case .base, .sec, .securityCore, .peiCore, .peim, .combinedPEIMDriver, .picPEIM,
      .relocatablePEIM, .dxeCore, .bsDriver, .dxeDriver, .dxeSMMDriver, .uefiDriver, .smmCore,
      .mmStandalone, .mmCoreStandalone:
      self = .bootServiceDriver
    case .uefiApplication, .application: self = .application
    case .dxeRuntimeDriver, .rtDriver: self = .runtimeDriver
    case .dxeSALDriver, .salRTDriver: self = .salRuntimeDriver
    default: return nil
    }
  }
}
