/// A file that QEMU maps as parallel flash.
package struct FlashFile: Hashable, Sendable {
  package let path: String
  /// In bytes.
  package let size: Int

  package init(path: String, size: Int) {
    self.path = path
    self.size = size
  }
}

/// The files of a firmware, in one of the shapes in which firmware is delivered.
///
/// QEMU writes to variable stores: the caller makes a copy for each run and gives the copy's path.
package enum BootFirmware: Hashable, Sendable {
  /// Code and variable store in one file, which QEMU writes to.
  case unified(FlashFile)
  /// Code, which is only read, and the copy of a variable store.
  case split(code: FlashFile, variables: FlashFile)
  /// Loaded as read-only memory (`-bios`): no variable survives a reset. x86 only.
  case memory(path: String)

  /// What is mapped as flash, in the order of the units.
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

  /// `format=raw` keeps QEMU from guessing, and from refusing writes to the first sector when it guessed.
  private static func drive(_ file: FlashFile, unit: Int, isReadOnly: Bool) -> [String] {
    let access = isReadOnly ? "readonly=on," : ""
    return [
      "-drive", "if=pflash,format=raw,unit=\(unit),\(access)file=\(QEMUCommand.optionValue(file.path))",
    ]
  }
}
