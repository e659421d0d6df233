/// What a platform is for: who starts it, and how. Facts about edk2's and kiln's platforms that no file in an
/// image tells.
package struct PlatformRole: Equatable, Sendable {
  package enum Hypervisor: String, Sendable {
    case qemu = "QEMU/KVM"
    case xen = "Xen"
    case cloudHypervisor = "Cloud Hypervisor"
    case bhyve
    case kvmtool
  }

  package var hypervisor: Hypervisor
  /// The machines of QEMU that have what it drives, as patterns; none for other hypervisors.
  package var machines: [String]
  /// Whether it is loaded as a kernel, by its own header for kernels of ARM.
  package var isKernel = false
  /// Whether it wants memory and not flash: a confidential guest's launch is measured with all of it.
  package var isMeasured = false

  /// In the order in which they are looked through.
  private static let known: [(name: String, role: PlatformRole)] = [
    ("OvmfPkg/OvmfPkg", PlatformRole(hypervisor: .qemu, machines: ["pc-i440fx-*", "pc-q35-*"])),
    ("Platforms/qemu/", PlatformRole(hypervisor: .qemu, machines: ["pc-i440fx-*", "pc-q35-*"])),
    ("OvmfPkg/OvmfXen", PlatformRole(hypervisor: .xen, machines: [])),
    ("Platforms/xen/", PlatformRole(hypervisor: .xen, machines: [])),
    ("OvmfPkg/Microvm/", PlatformRole(hypervisor: .qemu, machines: ["microvm"])),
    ("OvmfPkg/CloudHv/", PlatformRole(hypervisor: .cloudHypervisor, machines: [])),
    (
      "OvmfPkg/AmdSev/",
      PlatformRole(hypervisor: .qemu, machines: ["pc-i440fx-*", "pc-q35-*"], isMeasured: true)
    ),
    ("OvmfPkg/IntelTdx/", PlatformRole(hypervisor: .qemu, machines: ["pc-q35-*"], isMeasured: true)),
    ("OvmfPkg/Bhyve/", PlatformRole(hypervisor: .bhyve, machines: [])),
    ("OvmfPkg/RiscVVirt/", PlatformRole(hypervisor: .qemu, machines: ["virt*"])),
    ("OvmfPkg/LoongArchVirt/", PlatformRole(hypervisor: .qemu, machines: ["virt*"])),
    ("ArmVirtPkg/ArmVirtQemuKernel", PlatformRole(hypervisor: .qemu, machines: ["virt-*"], isKernel: true)),
    ("ArmVirtPkg/ArmVirtQemu", PlatformRole(hypervisor: .qemu, machines: ["virt-*"])),
    ("ArmVirtPkg/ArmVirtXen", PlatformRole(hypervisor: .xen, machines: [], isKernel: true)),
    ("ArmVirtPkg/ArmVirtCloudHv", PlatformRole(hypervisor: .cloudHypervisor, machines: [], isKernel: true)),
    ("ArmVirtPkg/ArmVirtKvmTool", PlatformRole(hypervisor: .kvmtool, machines: [])),
  ]

  /// Nil for a platform of which nothing is known.
  package static func of(_ platform: KnownPlatform) -> PlatformRole? {
    known.first { platform.name.hasPrefix($0.name) }?.role
  }
}
