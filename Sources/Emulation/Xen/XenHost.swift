/// The machine on which Xen runs: QEMU emulates the AMD virtualisation that guests need, so no Xen and
/// no hardware for it is wanted of the machine that kiln runs on.
///
/// Files are named relative to QEMU's working folder: QEMU takes what stands behind the first space
/// of a module for its command line, so a path must not hold any.
package struct XenHost: Hashable, Sendable {
  /// Names of files in the working folder.
  package enum File {
    /// The hypervisor, a multiboot image.
    package static let hypervisor = "xen"
    /// dom0's kernel, an ELF file.
    package static let kernel = "vmlinux"
    /// dom0's initial RAM disk: archives of files, one behind the other.
    package static let ramDisk = "initramfs"
    /// Where the first serial port goes: what Xen and dom0's kernel say.
    package static let log = "xen.log"
  }

  package static let executable = "qemu-system-x86_64"

  package var guest: XenGuest
  /// A raw disk image; what is written to it is forgotten.
  package var disk: String?
  /// What the user adds, behind all else.
  package var extraArguments: [String]

  package init(guest: XenGuest, disk: String? = nil, extraArguments: [String] = []) {
    self.guest = guest
    self.disk = disk
    self.extraArguments = extraArguments
  }

  /// Of dom0, in MiB; its files are in its memory.
  private static let dom0Memory = 768
  /// What Xen itself needs, in MiB, and the least that the machine has.
  private static let hypervisorMemory = 512
  private static let leastMemory = 2048

  /// Of the machine, in MiB.
  var memory: Int {
    max(Self.leastMemory, Self.dom0Memory + guest.memory + Self.hypervisorMemory)
  }

  /// `qemu64` and what is needed, as dom0's kernel does not survive `max`. Without pages of 1 GiB a PVH
  /// guest's DXE IPL takes minutes to map its memory; with them HVM guests do not get on.
  private var processor: String {
    switch guest.mode {
    case .pvh: "qemu64,+svm,+npt,+pdpe1gb"
    case .hvm: "qemu64,+svm,+npt"
    }
  }

  /// Xen's command line (`docs/misc/xen-command-line.pandoc`): one processor for dom0, and no mitigations,
  /// which only cost time here.
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
