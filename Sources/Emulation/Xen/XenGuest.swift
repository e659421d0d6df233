/// A guest of Xen, as configured for the toolstack `xl`.
package struct XenGuest: Hashable, Sendable {
  package enum Mode: String, Sendable, CaseIterable {
    /// Xen loads the image itself and enters it at the address in its ELF note.
    case pvh
    /// A full PC: Xen's `hvmloader` copies the image to the addresses below 4 GiB, and QEMU in dom0 emulates
    /// devices.
    case hvm
    /// Arm's only kind, which xl calls PVH too: Xen loads the image as it loads a Linux kernel.
    case arm
  }

  /// The name of the guest in dom0.
  package static let name = "guest"
  /// The folder of the guest's files in dom0.
  static let folder = "/guest"

  package var mode: Mode
  /// Memory in MiB.
  package var memory: Int
  /// Whether the guest has a disk, which is dom0's first virtio disk.
  package var hasDisk: Bool
  /// Whether Xen loads a second file after the image. Not for HVM.
  package var hasModule: Bool
  /// The command line in `start_info`, on Arm in the device tree. Not for HVM.
  package var commandLine: String?

  package init(
    _ mode: Mode, memory: Int = 256, hasDisk: Bool = false, hasModule: Bool = false,
    commandLine: String? = nil
  ) {
    self.mode = mode
    self.memory = memory
    self.hasDisk = hasDisk
    self.hasModule = hasModule
    self.commandLine = commandLine
  }

  /// The text of xl.cfg(5). The guest is destroyed in whatever way it ends, so that its console ends too; xl's
  /// log keeps the reason.
  package var configuration: String {
    var lines = ["name=\(quoted(Self.name))", "type=\(quoted(mode == .hvm ? "hvm" : "pvh"))"]
    switch mode {
    case .pvh, .arm:
      lines.append("kernel=\(quoted("\(Self.folder)/image"))")
      if hasModule { lines.append("ramdisk=\(quoted("\(Self.folder)/module"))") }
      if let commandLine { lines.append("cmdline=\(quoted(commandLine))") }
    case .hvm:
      lines += ["bios=\"ovmf\"", "bios_path_override=\(quoted("\(Self.folder)/image"))"]
      lines += ["serial=\"pty\"", "vga=\"none\"", "nographic=1", "vnc=0", "sdl=0", "usb=0"]
    }
    lines += ["memory=\(memory)", "maxmem=\(memory)", "vcpus=1"]
    if hasDisk {
      lines.append("disk=[\"format=raw,vdev=xvda,access=rw,backendtype=phy,target=/dev/vda\"]")
    }
    for event in ["poweroff", "reboot", "watchdog", "crash", "soft_reset"] {
      lines.append("on_\(event)=\"destroy\"")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A string of xl.cfg(5), which has no escapes: it ends at the next quote of the kind with which it begins.
  private func quoted(_ text: String) -> String {
    text.contains("\"") ? "'\(text)'" : "\"\(text)\""
  }
}
