import Vocabulary

/// The machine on which Xen runs. QEMU emulates the virtualisation that guests need (AMD's, or EL2 of Arm), so the host
/// needs neither Xen nor hardware support.
///
/// Files are named relative to QEMU's working folder. QEMU takes the text after the first space of a module's
/// name as its command line, so names must not contain spaces.
package struct XenHost: Hashable, Sendable {
  /// Names of files in the working folder.
  package enum File {
    /// The hypervisor: for x86 a multiboot image, for Arm one with the header of a Linux kernel.
    package static let hypervisor = "xen"
    /// dom0's kernel: for x86 an ELF file, for Arm as Debian ships it.
    package static let kernel = "vmlinux"
    /// dom0's initial RAM disk: concatenated archives.
    package static let ramDisk = "initramfs"
    /// The output of the first serial port: messages of Xen and of dom0's kernel.
    package static let log = "xen.log"
  }

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

  package var executable: String {
    "qemu-system-\(guest.mode.platform.architecture.facts?.emulation?.program ?? "x86_64")"
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
    case .arm: "cortex-a57"
    }
  }

  /// Xen's command line (`docs/misc/xen-command-line.pandoc`): one processor for dom0, and no mitigations,
  /// which would only cost time.
  private var hypervisorOptions: String {
    let port =
      guest.mode == .arm
      ? ["console=dtuart", "dtuart=\(Self.uart)"] : ["com1=115200,8n1", "console=com1", "spec-ctrl=no"]
    let common = [
      "loglvl=all", "guest_loglvl=all", "noreboot", "dom0_mem=\(Self.dom0Memory)M,max:\(Self.dom0Memory)M",
      "dom0_max_vcpus=1",
    ]
    return (port + common).joined(separator: " ")
  }

  /// The serial port in the device tree of QEMU's `virt`.
  private static let uart = "/pl011@9000000"
  /// Where dom0's kernel and RAM disk are in memory: above Xen at 1 GiB and the device tree 128 MiB further (QEMU,
  /// `hw/arm/boot.c`), and far enough from each other and from the end of the smallest machine.
  private static let kernelAddress = "0x50000000"
  private static let ramDiskAddress = "0x58000000"

  private static let kernelOptions = [
    "console=hvc0", "loglevel=4", "rdinit=/init", "panic=1", "nokaslr", "mitigations=off",
  ]

  package var arguments: [String] {
    let machine = guest.mode == .arm ? "virt,accel=tcg,virtualization=on,gic-version=3" : "q35,accel=tcg"
    var all = ["-machine", machine, "-cpu", processor, "-smp", "1", "-m", String(memory)]
    all += ["-nodefaults", "-nic", "none", "-display", "none", "-no-reboot", "-serial", "file:\(File.log)"]
    all += guest.mode == .arm ? armPorts : ["-serial", "stdio"]
    all += ["-kernel", File.hypervisor, "-append", hypervisorOptions]
    let kernel = Self.kernelOptions.joined(separator: " ")
    all += guest.mode == .arm ? armModules(kernel) : modules(kernel)
    if let disk {
      all += QEMUCommand.virtioDisk(disk, device: guest.mode == .arm ? "virtio-blk-device" : "virtio-blk-pci")
    }
    return all + extraArguments
  }

  private func modules(_ kernelOptions: String) -> [String] {
    // Modules are separated by commas.
    let modules = ["\(File.kernel) \(kernelOptions)", File.ramDisk].map(QEMUCommand.optionValue)
    return ["-initrd", modules.joined(separator: ",")]
  }

  /// `virt` has one serial port, so the guest's console comes over a virtio console.
  private var armPorts: [String] {
    [
      "-chardev", "stdio,id=guest", "-device", "virtio-serial-device", "-device",
      "virtconsole,chardev=guest",
    ]
  }

  /// QEMU's guest-loader puts modules into memory and lists them in the device tree, where Xen looks for them
  /// (QEMU, `docs/system/guest-loader.rst`; Xen, `docs/misc/arm/device-tree/booting.txt`).
  private func armModules(_ kernelOptions: String) -> [String] {
    [
      "-device",
      "guest-loader,addr=\(Self.kernelAddress),kernel=\(File.kernel),bootargs=\(QEMUCommand.optionValue(kernelOptions))",
      "-device", "guest-loader,addr=\(Self.ramDiskAddress),initrd=\(File.ramDisk)",
    ]
  }
}
