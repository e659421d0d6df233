/// The hypervisor that a platform is for, and how it is started. No file in an image shows this, so it is a
/// table of edk2's and kiln's platforms.
package struct PlatformRole: Equatable, Sendable {
  package enum Hypervisor: String, Sendable {
    case qemu = "QEMU/KVM"
    case xen = "Xen"
    case cloudHypervisor = "Cloud Hypervisor"
    case bhyve
    case kvmtool
  }

  package var hypervisor: Hypervisor
  /// The QEMU machines that the platform has drivers for, as patterns; empty for other hypervisors.
  package var machines: [String]
  /// Whether it is loaded as an ARM kernel, with a kernel header of its own.
  package var isKernel = false
  /// Whether it is loaded into memory and not mapped as flash, because the launch of a confidential guest
  /// measures all of it.
  package var isMeasured = false

  /// In the order of the search.
  private static let known: [(name: String, role: PlatformRole)] = [
    ("OvmfPkg/OvmfPkg", PlatformRole(hypervisor: .qemu, machines: ["pc-i440fx-*", "pc-q35-*"])),
    ("Platforms/qemu/qemu-aarch64", PlatformRole(hypervisor: .qemu, machines: ["virt-*"])),
    ("Platforms/qemu/", PlatformRole(hypervisor: .qemu, machines: ["pc-i440fx-*", "pc-q35-*"])),
    ("OvmfPkg/OvmfXen", PlatformRole(hypervisor: .xen, machines: [])),
    ("Platforms/xen/xen-aarch64", PlatformRole(hypervisor: .xen, machines: [], isKernel: true)),
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

  /// nil for a platform that is not in the table.
  package static func of(_ platform: KnownPlatform) -> PlatformRole? {
    known.first { platform.name.hasPrefix($0.name) }?.role
  }
}
