package import Vocabulary

/// The options for converting a linked ELF file to a PE image, as in edk2's `GenFw -e`.
///
/// Plain data: equal options and equal input give equal bytes. No time stamps are written.
package struct ImageConversion: Equatable, Sendable {
  /// The subsystem in the PE header; `Subsystem(moduleType:)` gives it for a module.
  package var subsystem: Subsystem
  /// The path of the file with symbols, for debuggers.
  ///
  /// edk2 stores the path of the ELF file as passed to `GenFw`. So the size of an image depends on the length
  /// of the build folder's path, even if `wipesDebugData` only leaves the room for it.
  package var symbolPath: String
  /// Writes zeros in place of the debug directory and its path, and leaves the directory out of the header
  /// (`--zero`).
  package var wipesDebugData: Bool
  package var relocationRules = RelocationRules()

  package init(subsystem: Subsystem, symbolPath: String, wipesDebugData: Bool = false) {
    self.subsystem = subsystem
    self.symbolPath = symbolPath
    self.wipesDebugData = wipesDebugData
  }

  /// The conversion with these `GENFW_FLAGS`; nil if a flag is not valid for ELF input.
  ///
  /// `--keepexceptiontable`, `--keepoptionalheader` and `--keepzeropending` keep parts of PE images from other
  /// linkers. Images made from ELF have none of them.
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
  /// The subsystem that edk2 assigns to a `MODULE_TYPE`; nil for a type that does not become an image.
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
