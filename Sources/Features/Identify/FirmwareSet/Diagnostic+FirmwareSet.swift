import Bytes
import Diagnostics

extension Diagnostic {
  static func setStoreSize(
    _ path: String, size: Int, code: String, wanted: Int, reason: String
  ) -> Diagnostic {
    Diagnostic(
      .setStoreSize, at: .file(path),
      "these variables take \(size.hexadecimal) bytes, '\(code)' wants \(wanted.hexadecimal)",
      notes: [Note(reason)], fix: "give the file of variables that was built with the code")
  }

  static func setStorePlain(_ path: String, code: String) -> Diagnostic {
    Diagnostic(
      .setStorePlain, at: .file(path),
      "the store is for plain variables, and '\(code)' has Secure Boot, which wants authenticated ones",
      fix: "give a store that was built with SECURE_BOOT_ENABLE")
  }

  static func setStoreTwice(_ path: String, code: String) -> Diagnostic {
    Diagnostic(
      .setStoreTwice, at: .file(path), "'\(code)' holds variables itself: it never looks at these",
      fix: "give the file with code alone")
  }

  static func setStoreUnused(_ path: String, code: String) -> Diagnostic {
    Diagnostic(
      .setStoreUnused, at: .file(path),
      "'\(code)' has no driver for flash: it keeps variables in memory and never looks at these",
      fix: "leave the file of variables out")
  }

  static func setFlashSize(_ path: String, size: Int) -> Diagnostic {
    Diagnostic(
      .setFlashSize, at: .file(path),
      "\(size) bytes: QEMU takes only multiples of 4096 for flash, and not zero",
      fix: "give the file as it was built, or pad it")
  }

  static func setFlashChip(_ path: String, size: Int, chip: Int) -> Diagnostic {
    Diagnostic(
      .setFlashChip, at: .file(path),
      "\(size) bytes, and the flash chips of QEMU's virt machine have \(chip)",
      fix: "pad the file with 'truncate -s \(chip)'")
  }

  static func descriptorMapping(_ path: String, _ message: String, fix: String) -> Diagnostic {
    Diagnostic(.descriptorMapping, at: .file(path), message, fix: fix)
  }

  static func descriptorInterface(_ path: String, _ interfaces: [String]) -> Diagnostic {
    Diagnostic(
      .descriptorInterface, at: .file(path),
      "the interfaces are \(interfaces.isEmpty ? "none" : interfaces.joined(separator: ", ")), and this is UEFI",
      fix: "write \"interface-types\": [\"uefi\"]")
  }

  static func descriptorFileMissing(_ path: String, _ named: String) -> Diagnostic {
    Diagnostic(
      .descriptorFileMissing, at: .file(path), "there is no file '\(named)'",
      fix: "correct the name, or give the file that is going to be there")
  }

  static func descriptorOtherFile(_ path: String, _ named: String, given: String) -> Diagnostic {
    Diagnostic(
      .descriptorOtherFile, at: .file(path), "it is about '\(named)', and not about '\(given)'",
      fix: "give the files that the descriptor names, or their copies of the same name")
  }

  static func descriptorTargetless(_ path: String) -> Diagnostic {
    Diagnostic(
      .descriptorTargets, at: .file(path), "it has no targets: no guest will ever get this firmware",
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
      .descriptorMachine, at: .file(path), "not for the machine '\(machine)': \(reason)",
      fix: "correct 'machines'")
  }

  static func descriptorFeatureUnknown(_ path: String, _ feature: String) -> Diagnostic {
    Diagnostic(
      .descriptorFeatureUnknown, at: .file(path),
      "QEMU knows no feature '\(feature)': management software passes over it in silence",
      fix: "see FirmwareFeature in docs/interop/firmware.json of QEMU")
  }

  static func descriptorFeatureFalse(_ path: String, _ feature: String, code: String) -> Diagnostic {
    Diagnostic(
      .descriptorFeatureFalse, at: .file(path), "it claims '\(feature)', and '\(code)' cannot do that",
      fix: "remove the feature, or name an image that was built with it")
  }

  static func descriptorFeatureMissing(
    _ path: String, _ feature: String, code: String, _ severity: Severity
  ) -> Diagnostic {
    Diagnostic(
      .descriptorFeatureMissing, severity, at: .file(path),
      "it does not claim '\(feature)', and '\(code)' has it",
      fix: "add \"\(feature)\" to 'features', if that is meant")
  }

  static func descriptorKeysMissing(_ path: String, store: String, missing: [String]) -> Diagnostic {
    Diagnostic(
      .descriptorKeysMissing, at: .file(path),
      "it claims 'enrolled-keys', and '\(store)' holds no \(missing.joined(separator: ", "))",
      fix: "enrol keys, or remove the feature")
  }

  static func descriptorKeysUnused(_ path: String) -> Diagnostic {
    Diagnostic(
      .descriptorKeysUnused, at: .file(path), "it claims 'enrolled-keys' without 'secure-boot'",
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
      "it claims '\(feature)', and '\(code)' is a RELEASE build, which prints no debug messages",
      fix: "remove the feature, or build with -b DEBUG")
  }
}
