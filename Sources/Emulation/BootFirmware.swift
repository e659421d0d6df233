/// A file that QEMU maps as parallel flash.
package struct FlashFile: Hashable, Sendable {
  package let path: String
  /// Size in bytes.
  package let size: Int

  package init(path: String, size: Int) {
    self.path = path
    self.size = size
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

  /// The files mapped as flash, in the order of QEMU's units.
  package var flash: [FlashFile] {
    switch self {
    case .unified(let file): [file]
    case .split(let code, let variables): [code, variables]
    case .memory: []
    }
  }

  /// The `-drive` and `-bios` arguments.
  var arguments: [String] {
    switch self {
    case .unified(let file): Self.drive(file, unit: 0, isReadOnly: false)
    case .split(let code, let variables):
      Self.drive(code, unit: 0, isReadOnly: true) + Self.drive(variables, unit: 1, isReadOnly: false)
    case .memory(let path): ["-bios", path]
    }
  }

  /// `format=raw` prevents QEMU from probing the format, which would also make it refuse writes to the first
  /// sector.
  private static func drive(_ file: FlashFile, unit: Int, isReadOnly: Bool) -> [String] {
    let access = isReadOnly ? "readonly=on," : ""
    return [
      "-drive", "if=pflash,format=raw,unit=\(unit),\(access)file=\(QEMUCommand.optionValue(file.path))",
    ]
  }
}
