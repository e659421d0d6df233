/// The machine on which Xen runs. QEMU emulates the AMD virtualisation that guests need, so the host needs
/// neither Xen nor hardware support.
///
/// Files are named relative to QEMU's working folder. QEMU takes the text after the first space of a module's
/// name as its command line, so names must not contain spaces.
package struct XenHost: Hashable, Sendable {
  /// Names of files in the working folder.
  package enum File {
    /// The hypervisor, a multiboot image.
    package static let hypervisor = "xen"
    /// dom0's kernel, an ELF file.
    package static let kernel = "vmlinux"
    /// dom0's initial RAM disk: concatenated archives.
    package static let ramDisk = "initramfs"
    /// The output of the first serial port: messages of Xen and of dom0's kernel.
    package static let log = "xen.log"
  }

  package static let executable = "qemu-system-x86_64"

  package var guest: XenGuest
  /// A raw disk image. Writes to it are discarded.
  package var disk: String?
  /// The user's arguments, which follow all others.
  package var extraArguments: [String]

  package init(guest: XenGuest, disk: String? = nil, extraArguments: [String] = []) {
    self.guest = guest
    self.disk = disk
    self.extraArguments = extraArguments
  }

  /// Memory of dom0 in MiB. Its files are in memory too.
  private static let dom0Memory = 768
  /// Memory for Xen itself in MiB, which is also the minimum for the machine.
  private static let hypervisorMemory = 512
  private static let leastMemory = 2048

  /// Memory of the machine in MiB.
  var memory: Int {
    max(Self.leastMemory, Self.dom0Memory + guest.memory + Self.hypervisorMemory)
  }

  /// `qemu64` with the required features, because dom0's kernel crashes with `max`. A PVH guest needs pages of
  /// 1 GiB: without them its DXE IPL takes minutes to map memory. HVM guests do not work with them.
  private var processor: String {
    switch guest.mode {
    case .pvh: "qemu64,+svm,+npt,+pdpe1gb"
    case .hvm: "qemu64,+svm,+npt"
    }
  }

  /// Xen's command line (`docs/misc/xen-command-line.pandoc`): one processor for dom0, and no mitigations,
  /// which would only cost time.
  private static let hypervisorOptions = [
    "com1=115200,8n1", "console=com1", "loglvl=all", "guest_loglvl=all", "noreboot", "spec-ctrl=no",
    "dom0_mem=\(dom0Memory)M,max:\(dom0Memory)M", "dom0_max_vcpus=1",
  ]
  private static let kernelOptions = [
    "console=hvc0", "loglevel=4", "rdinit=/init", "panic=1", "nokaslr", "mitigations=off",
  ]

  package var arguments: [String] {
    let kernel = ([File.kernel] + Self.kernelOptions).joined(separator: " ")
    // Modules are separated by commas.
    let modules = [kernel, File.ramDisk].map(QEMUCommand.optionValue).joined(separator: ",")
    var all = ["-machine", "q35,accel=tcg", "-cpu", processor, "-smp", "1", "-m", String(memory)]
    all += ["-nodefaults", "-nic", "none", "-display", "none", "-no-reboot"]
    all += ["-serial", "file:\(File.log)", "-serial", "stdio"]
    all += ["-kernel", File.hypervisor, "-append", Self.hypervisorOptions.joined(separator: " ")]
    all += ["-initrd", modules]
    if let disk { all += QEMUCommand.virtioDisk(disk) }
    return all + extraArguments
  }
}
