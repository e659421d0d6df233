import Bytes
import Diagnostics

extension Diagnostic {
  static func setStoreSize(
    _ path: String, size: Int, code: String, wanted: Int, reason: String
  ) -> Diagnostic {
    Diagnostic(
      .setStoreSize, at: .file(path),
      "expected \(wanted.hexadecimal) bytes of variables for '\(code)', found \(size.hexadecimal)",
      notes: [Note(reason)], fix: "use the variables file that was built with the code")
  }

  static func setStorePlain(_ path: String, code: String) -> Diagnostic {
    Diagnostic(
      .setStorePlain, at: .file(path),
      "expected a store of authenticated variables for '\(code)', which has Secure Boot, found plain variables",
      fix: "use a store that was built with SECURE_BOOT_ENABLE")
  }

  static func setStoreTwice(_ path: String, code: String) -> Diagnostic {
    Diagnostic(
      .setStoreTwice, at: .file(path), "'\(code)' contains variables itself and never reads this file",
      fix: "use an image without variables, or leave this file out")
  }

  static func setStoreUnused(_ path: String, code: String) -> Diagnostic {
    Diagnostic(
      .setStoreUnused, at: .file(path),
      "'\(code)' has no driver for flash: it keeps variables in memory and never reads this file",
      fix: "leave the variables file out")
  }

  static func setFlashSize(_ path: String, size: Int) -> Diagnostic {
    Diagnostic(
      .setFlashSize, at: .file(path),
      "expected a non-zero multiple of 4096 bytes, which QEMU requires for flash, found \(size)",
      fix: "use the file as it was built, or pad it")
  }

  static func setFlashChip(_ path: String, size: Int, chip: Int) -> Diagnostic {
    Diagnostic(
      .setFlashChip, at: .file(path),
      "expected \(chip) bytes, the size of a flash chip of QEMU's virt machine, found \(size)",
      fix: "pad the file with 'truncate -s \(chip)'")
  }

  static func descriptorMapping(_ path: String, _ message: String, fix: String) -> Diagnostic {
    Diagnostic(.descriptorMapping, at: .file(path), message, fix: fix)
  }

  static func descriptorInterface(_ path: String, _ interfaces: [String]) -> Diagnostic {
    Diagnostic(
      .descriptorInterface, at: .file(path),
      "expected the interface uefi, found \(interfaces.isEmpty ? "none" : interfaces.joined(separator: ", "))",
      fix: "write \"interface-types\": [\"uefi\"]")
  }

  static func descriptorFileMissing(_ path: String, _ named: String) -> Diagnostic {
    Diagnostic(
      .descriptorFileMissing, at: .file(path), "the file '\(named)' does not exist",
      fix: "correct the name, or give the file that will be installed there")
  }

  static func descriptorOtherFile(_ path: String, _ named: String, given: String) -> Diagnostic {
    Diagnostic(
      .descriptorOtherFile, at: .file(path),
      "the descriptor names '\(named)', but the file given is '\(given)'",
      fix: "give the files that the descriptor names, or copies with the same name")
  }

  static func descriptorTargetless(_ path: String) -> Diagnostic {
    Diagnostic(
      .descriptorTargets, at: .file(path),
      "the descriptor has no targets, so no guest ever gets this firmware",
      fix: "name the emulator and its machines")
  }

  static func descriptorArchitecture(_ path: String, _ target: String, code: String, has: String)
    -> Diagnostic
  {
    Diagnostic(
      .descriptorArchitecture, at: .file(path),
      "'\(code)' is for \(has), which qemu-system-\(target) does not run",
      fix: "correct 'architecture'")
  }

  static func descriptorMachine(_ path: String, _ machine: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      .descriptorMachine, at: .file(path), "the firmware is not for the machine '\(machine)': \(reason)",
      fix: "correct 'machines'")
  }

  static func descriptorFeatureUnknown(_ path: String, _ feature: String) -> Diagnostic {
    Diagnostic(
      .descriptorFeatureUnknown, at: .file(path),
      "QEMU defines no feature '\(feature)'; management software ignores it silently",
      fix: "see FirmwareFeature in docs/interop/firmware.json of QEMU")
  }

  static func descriptorFeatureFalse(_ path: String, _ feature: String, code: String) -> Diagnostic {
    Diagnostic(
      .descriptorFeatureFalse, at: .file(path),
      "the descriptor claims '\(feature)', but '\(code)' does not have it",
      fix: "remove the feature, or name an image that was built with it")
  }

  static func descriptorFeatureMissing(
    _ path: String, _ feature: String, code: String, _ severity: Severity
  ) -> Diagnostic {
    Diagnostic(
      .descriptorFeatureMissing, severity, at: .file(path),
      "the descriptor does not claim '\(feature)', but '\(code)' has it",
      fix: "add \"\(feature)\" to 'features', unless it is left out on purpose")
  }

  static func descriptorKeysMissing(_ path: String, store: String, missing: [String]) -> Diagnostic {
    Diagnostic(
      .descriptorKeysMissing, at: .file(path),
      "the descriptor claims 'enrolled-keys', but '\(store)' lacks \(missing.joined(separator: ", "))",
      fix: "enrol keys, or remove the feature")
  }

  static func descriptorKeysUnused(_ path: String) -> Diagnostic {
    Diagnostic(
      .descriptorKeysUnused, at: .file(path), "the descriptor claims 'enrolled-keys' without 'secure-boot'",
      fix: "add \"secure-boot\", or remove \"enrolled-keys\"")
  }

  static func descriptorVerboseTwice(_ path: String) -> Diagnostic {
    Diagnostic(
      .descriptorVerbose, at: .file(path), "'verbose-dynamic' and 'verbose-static' exclude each other",
      fix: "keep one: static for messages on the serial port, dynamic for those on the debug port")
  }

  static func descriptorSilent(_ path: String, _ feature: String, code: String) -> Diagnostic {
    Diagnostic(
      .descriptorVerbose, .warning, at: .file(path),
      "the descriptor claims '\(feature)', but '\(code)' is a RELEASE build, which prints no debug messages",
      fix: "remove the feature, or build with -b DEBUG")
  }
}
