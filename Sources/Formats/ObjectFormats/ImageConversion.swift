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
  /// Whether NX_COMPAT is set in a PE32+ image whose section alignment is a multiple of 4 KiB, as GenFw does since
  /// edk2-stable202311.
  package var marksNXCompatible = false
  /// Whether the debug directory says that an image has landing pads if its ELF file says so
  /// (IMAGE_DLLCHARACTERISTICS_EX_FORWARD_CFI_COMPAT).
  package var marksLandingPads = false
  /// Whether the linker's build identifier becomes the section `.bldid` (`--build-id`).
  package var keepsBuildIdentifier = false
  /// The image version in the optional header (`--image-version`).
  package var version = Version(major: 0, minor: 0)

  /// MajorImageVersion and MinorImageVersion.
  package struct Version: Equatable, Sendable {
    package var major: UInt16
    package var minor: UInt16

    package init(major: UInt16, minor: UInt16) {
      self.major = major
      self.minor = minor
    }

    /// `MAJOR` or `MAJOR.MINOR` in decimal digits; nil for other text.
    package init?(_ text: String) {
      let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      let numbers = parts.compactMap { part in part.utf8.first == UInt8(ascii: "+") ? nil : UInt16(part) }
      guard let major = numbers.first, numbers.count == parts.count else { return nil }
      self.init(major: major, minor: numbers.count > 1 ? numbers[1] : 0)
    }
  }

  package init(subsystem: Subsystem, symbolPath: String, wipesDebugData: Bool = false) {
    self.subsystem = subsystem
    self.symbolPath = symbolPath
    self.wipesDebugData = wipesDebugData
  }

  /// The conversion with these `GENFW_FLAGS`; nil if a flag is not valid for ELF input.
  ///
  /// `--keepexceptiontable`, `--keepoptionalheader` and `--keepzeropending` keep parts of PE images from other
  /// linkers. Images made from ELF have none of them.
  package init?(
    subsystem: Subsystem, symbolPath: String, marksNXCompatible: Bool = false, flags: some Sequence<String>
  ) {
    self.init(subsystem: subsystem, symbolPath: symbolPath)
    self.marksNXCompatible = marksNXCompatible
    for flag in flags {
      switch flag.lowercased() {
      case "-z", "--zero": wipesDebugData = true
      case "--build-id": keepsBuildIdentifier = true
      case "--nonxcompat": self.marksNXCompatible = false
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
