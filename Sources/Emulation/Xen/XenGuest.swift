/// A guest of Xen, as its toolstack `xl` is told of it.
package struct XenGuest: Hashable, Sendable {
  package enum Mode: String, Sendable, CaseIterable {
    /// Xen loads the image itself and enters it as its ELF note says.
    case pvh
    /// A whole PC: Xen's `hvmloader` puts the image below 4 GiB, QEMU in dom0 emulates the devices.
    case hvm
  }

  /// What the guest is called in dom0.
  package static let name = "guest"
  /// Where the guest's files lie in dom0.
  static let folder = "/guest"

  package var mode: Mode
  /// In MiB.
  package var memory: Int
  /// A disk, which dom0 has as its first virtio disk.
  package var hasDisk: Bool
  /// Whether Xen loads a second file behind the image. PVH only.
  package var hasModule: Bool
  /// What the image finds in `start_info`. PVH only.
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

  /// The text of xl.cfg(5). However the guest ends, it is destroyed: that ends its console, and the reason
  /// stays in xl's log.
  package var configuration: String {
    var lines = ["name=\(quoted(Self.name))", "type=\(quoted(mode.rawValue))"]
    switch mode {
    case .pvh:
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

  /// A string of xl.cfg(5), which has no escapes: it ends at the quote with which it begins.
  private func quoted(_ text: String) -> String {
    text.contains("\"") ? "'\(text)'" : "\"\(text)\""
  }
}
