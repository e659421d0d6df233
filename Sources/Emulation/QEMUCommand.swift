import Vocabulary

/// A QEMU command line as a value; nothing is started here.
///
/// The defaults are for a quick look at the console. There is no network card, because Debian's OVMF would
/// otherwise spend more than a minute on PXE before the shell. `-nodefaults` also omits the display and the CD
/// drive. Under TCG (QEMU 7.2) the shell's banner then appears after 3 to 5 s, and its prompt 5 s later.
package struct QEMUCommand: Hashable, Sendable {
  /// The destination of the first serial port, which is the firmware's console.
  package enum Serial: Hashable, Sendable {
    case standardIO
    case file(String)
  }

  /// A kernel that QEMU passes to the firmware, which starts it in place of a boot option.
  package struct DirectBoot: Hashable, Sendable {
    package var kernel: String
    package var initrd: String?
    /// The kernel's command line.
    package var append: String?

    package init(kernel: String, initrd: String? = nil, append: String? = nil) {
      self.kernel = kernel
      self.initrd = initrd
      self.append = append
    }
  }

  package var machine: QEMUMachine
  package var firmware: BootFirmware
  package var serial: Serial
  /// The file for output of DEBUG builds on I/O port 0x402, x86 only. Firmware for ARM uses the serial port.
  package var debugLog: String?
  package var directBoot: DirectBoot?
  /// Raw disk images. Writes to them are discarded.
  package var disks: [String]
  /// The user's arguments, which follow all others.
  package var extraArguments: [String]

  package init(
    machine: QEMUMachine, firmware: BootFirmware, serial: Serial = .standardIO, debugLog: String? = nil,
    directBoot: DirectBoot? = nil, disks: [String] = [], extraArguments: [String] = []
  ) {
    self.machine = machine
    self.firmware = firmware
    self.serial = serial
    self.debugLog = debugLog
    self.directBoot = directBoot
    self.disks = disks
    self.extraArguments = extraArguments
  }

  package var executable: String { machine.executable }

  package var arguments: [String] { arguments(firmware.arguments) }

  /// The command line for a shell. It works after the run too: files that are removed then are named by what they are
  /// copies of.
  package var shellText: String { ShellText.quoted([executable] + arguments(firmware.lastingArguments)) }

  private func arguments(_ firmware: [String]) -> [String] {
    var all = machine.arguments
    all += ["-nodefaults", "-nic", "none", "-display", "none", "-no-reboot"]
    all += firmware
    switch serial {
    case .standardIO: all += ["-serial", "stdio"]
    case .file(let path): all += ["-serial", "file:\(path)"]
    }
    if let debugLog, machine.emulation.hasDebugPort {
      all += ["-debugcon", "file:\(debugLog)", "-global", "isa-debugcon.iobase=0x402"]
    }
    if let directBoot {
      all += ["-kernel", directBoot.kernel]
      if let initrd = directBoot.initrd { all += ["-initrd", initrd] }
      if let append = directBoot.append { all += ["-append", append] }
    }
    for (index, disk) in disks.enumerated() { all += Self.virtioDisk(disk, number: index) }
    return all + extraArguments
  }

  /// A disk whose image is not changed: writes are discarded.
  ///
  /// - Parameters:
  ///   - number: from 0.
  ///   - device: QEMU's name of virtio's block device on a bus.
  static func virtioDisk(_ path: String, number: Int = 0, device: String = "virtio-blk-pci") -> [String] {
    let name = number == 0 ? "disk" : "disk\(number + 1)"
    return [
      "-drive", "if=none,id=\(name),format=raw,snapshot=on,file=\(optionValue(path))",
      "-device", "\(device),drive=\(name)",
    ]
  }

  /// Escapes a value in `key=value,key=value`, where QEMU reads two commas as one.
  static func optionValue(_ text: String) -> String {
    text.reduce(into: "") { $0 += $1 == "," ? ",," : String($1) }
  }
}

/// Words for a POSIX shell.
package enum ShellText {
  /// The words on one line, each quoted if it must be, so that a shell reads the same words.
  package static func quoted(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

  private static func quoted(_ word: String) -> String {
    let isPlain = !word.isEmpty && word.utf8.allSatisfy { plain.contains($0) }
    return isPlain ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
  }

  private static let plain = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-".utf8)
}
