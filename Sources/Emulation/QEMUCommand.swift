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
  /// A raw disk image. Writes to it are discarded.
  package var disk: String?
  /// The user's arguments, which follow all others.
  package var extraArguments: [String]

  package init(
    machine: QEMUMachine, firmware: BootFirmware, serial: Serial = .standardIO, debugLog: String? = nil,
    directBoot: DirectBoot? = nil, disk: String? = nil, extraArguments: [String] = []
  ) {
    self.machine = machine
    self.firmware = firmware
    self.serial = serial
    self.debugLog = debugLog
    self.directBoot = directBoot
    self.disk = disk
    self.extraArguments = extraArguments
  }

  package var executable: String { machine.executable }

  package var arguments: [String] {
    var all = machine.arguments
    all += ["-nodefaults", "-nic", "none", "-display", "none", "-no-reboot"]
    all += firmware.arguments
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
    if let disk { all += Self.virtioDisk(disk) }
    return all + extraArguments
  }

  /// A disk whose image is not changed: writes are discarded.
  static func virtioDisk(_ path: String) -> [String] {
    [
      "-drive", "if=none,id=disk,format=raw,snapshot=on,file=\(optionValue(path))",
      "-device", "virtio-blk-pci,drive=disk",
    ]
  }

  /// Escapes a value in `key=value,key=value`, where QEMU reads two commas as one.
  static func optionValue(_ text: String) -> String {
    text.reduce(into: "") { $0 += $1 == "," ? ",," : String($1) }
  }
}
