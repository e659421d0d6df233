/// A file that QEMU maps as parallel flash.
package struct FlashFile: Hashable, Sendable {
  package let path: String
  /// Size in bytes.
  package let size: Int
  /// The file that it is a copy of; nil if it is none.
  package let original: String?
  /// Whether bytes were appended to the copy, up to the size of the machine's flash.
  package let isPadded: Bool

  package init(path: String, size: Int, original: String? = nil, isPadded: Bool = false) {
    self.path = path
    self.size = size
    self.original = original
    self.isPadded = isPadded
  }

  /// The file that the user knows.
  package var name: String { original ?? path }
}

/// A file that QEMU loads into memory before the start.
package struct LoadedFile: Hashable, Sendable {
  package let path: String
  package let address: UInt64

  package init(path: String, address: UInt64) {
    self.path = path
    self.address = address
  }

  var arguments: [String] {
    [
      "-device",
      "loader,file=\(QEMUCommand.optionValue(path)),addr=0x\(String(address, radix: 16)),force-raw=on",
    ]
  }
}

/// The files of a firmware, in one of the forms in which firmware is shipped.
///
/// QEMU writes to variable stores, so the caller passes the path of a copy made for the run.
package enum BootFirmware: Hashable, Sendable {
  /// Code and variable store in one file, to which QEMU writes.
  case unified(FlashFile)
  /// Read-only code, and a copy of a variable store.
  case split(code: FlashFile, variables: FlashFile)
  /// Loaded as read-only memory (`-bios`), x86 only. Variables do not survive a reset.
  case memory(path: String)
  /// Started as a kernel, with other files loaded into memory.
  case kernel(path: String, loaded: [LoadedFile] = [])

  /// The files mapped as flash, in the order of QEMU's units.
  package var flash: [FlashFile] {
    switch self {
    case .unified(let file): [file]
    case .split(let code, let variables): [code, variables]
    case .memory, .kernel: []
    }
  }

  /// The `-drive`, `-bios`, `-kernel` and `-device` arguments.
  var arguments: [String] {
    switch self {
    case .unified(let file): Self.drive(file, unit: 0, isReadOnly: false)
    case .split(let code, let variables):
      Self.drive(code, unit: 0, isReadOnly: true) + Self.drive(variables, unit: 1, isReadOnly: false)
    case .memory(let path): ["-bios", path]
    case .kernel(let path, let loaded): ["-kernel", path] + loaded.flatMap(\.arguments)
    }
  }

  /// The arguments with the files that copies were made of, for a command line that works after the run. QEMU does not
  /// change these files either.
  var lastingArguments: [String] {
    switch self {
    case .unified(let file): Self.drive(file, unit: 0, isReadOnly: false, isLasting: true)
    case .split(let code, let variables):
      Self.drive(code, unit: 0, isReadOnly: true, isLasting: true)
        + Self.drive(variables, unit: 1, isReadOnly: false, isLasting: true)
    case .memory, .kernel: arguments
    }
  }

  /// `format=raw` prevents QEMU from probing the format, which would also make it refuse writes to the first
  /// sector.
  private static func drive(
    _ file: FlashFile, unit: Int, isReadOnly: Bool, isLasting: Bool = false
  ) -> [String] {
    let original = isLasting && !file.isPadded ? file.original : nil
    let access = isReadOnly ? "readonly=on," : original != nil ? "snapshot=on," : ""
    return [
      "-drive",
      "if=pflash,format=raw,unit=\(unit),\(access)file=\(QEMUCommand.optionValue(original ?? file.path))",
    ]
  }
}
