import Vocabulary

/// A QEMU command line as a value: this room starts nothing.
///
/// The defaults are made for a quick look at the console. Without a network card nothing tries to
/// boot over it: with one, Debian's OVMF is still at PXE after a minute and never gets to the shell.
/// `-nodefaults` leaves out the display and the CD drive too. Under TCG (QEMU 7.2) the shell's banner
/// then comes after 3 to 5 s, and its prompt 5 s later.
package struct QEMUCommand: Hashable, Sendable {
  /// Where the first serial port goes, which is the firmware's console.
  package enum Serial: Hashable, Sendable {
    case standardIO
    case file(String)
  }

  /// A kernel that QEMU hands to the firmware, which starts it instead of a boot option.
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
  /// The file for what DEBUG builds of x86 firmware say on I/O port 0x402; the ARM ones use the serial port.
  package var debugLog: String?
  package var directBoot: DirectBoot?
  /// A raw disk image; what is written to it is forgotten.
  package var disk: String?
  /// What the user adds, behind all else.
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

  /// A disk that the guest reads, and whose image it does not change.
  static func virtioDisk(_ path: String) -> [String] {
    [
      "-drive", "if=none,id=disk,format=raw,snapshot=on,file=\(optionValue(path))",
      "-device", "virtio-blk-pci,drive=disk",
    ]
  }

  /// A value inside `key=value,key=value`: there QEMU takes a doubled comma for one.
  static func optionValue(_ text: String) -> String {
    text.reduce(into: "") { $0 += $1 == "," ? ",," : String($1) }
  }
}
