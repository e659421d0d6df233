/// What dom0 consists of: Debian's packages, and which of their files it needs.
package enum Dom0Files {
  /// Of Xen, as in the names of Debian's packages and folders.
  package static let version = "4.17"

  /// A part of dom0 that is fetched and made at once.
  package struct Part: Sendable {
    /// Names of Debian's packages.
    package let packages: [String]
    /// Programs, as paths in the packages, which bring the libraries that they name.
    package let programs: [String]
    /// Other files, as paths in the packages.
    package let files: [String]
    /// Libraries that no program names but that are loaded while it runs.
    package let lateLibraries: [String]
  }

  private static let libraries = [
    "libxencall1", "libxendevicemodel1", "libxenevtchn1", "libxenforeignmemory1", "libxengnttab1",
    "libxenhypfs1", "libxenmisc\(version)", "libxenstore4", "libxentoolcore1", "libxentoollog1", "libyajl2",
  ]
  private static let tools = "usr/lib/xen-\(version)/bin"

  /// Xen's toolstack and a shell.
  package static let toolstack = Part(
    packages: [
      "xen-hypervisor-\(version)-amd64", "xen-utils-\(version)", "xenstore-utils", "busybox-static",
    ] + libraries,
    programs: ["xl", "xenstored", "xenconsoled", "xenconsole", "xen-init-dom0"].map { "\(tools)/\($0)" }
      + ["usr/bin/xenstore-read", "usr/bin/xenstore-write"],
    files: [],
    // pthread_cancel loads it, and xl would die without.
    lateLibraries: ["libgcc_s.so.1"])

  /// What emulates a PC for HVM guests.
  package static let deviceModel = Part(
    packages: ["qemu-system-xen", "qemu-system-data", "xen-utils-\(version)"] + libraries,
    programs: ["usr/libexec/xen-qemu-system-i386"],
    // It reads a keymap even where it has no keyboard.
    files: ["usr/lib/xen-\(version)/boot/hvmloader", "usr/share/qemu/keymaps/en-us"],
    lateLibraries: [])

  /// The package whose dependency is the current kernel.
  package static let kernelPackage = "linux-image-amd64"
  package static let hypervisor = "boot/xen-\(version)-amd64.gz"
  package static let busybox = "bin/busybox"

  /// What the script calls that busybox is.
  package static let applets = [
    "cat", "insmod", "mkdir", "mount", "poweroff", "printf", "sed", "sh", "sleep", "stty", "tail",
  ]

  /// Modules of dom0's kernel as paths below its folder, in the order in which they are loaded.
  package static let modules = [
    "drivers/xen/xen-evtchn", "drivers/xen/xen-gntdev", "drivers/xen/xen-gntalloc",
    "drivers/xen/xen-privcmd", "drivers/xen/xenfs/xenfs",
  ]
  /// Those for a disk, behind the others: dom0's own driver, and the backend of the guest's.
  package static let diskModules = [
    "drivers/virtio/virtio_ring", "drivers/virtio/virtio", "drivers/virtio/virtio_pci_legacy_dev",
    "drivers/virtio/virtio_pci_modern_dev", "drivers/virtio/virtio_pci", "drivers/block/virtio_blk",
    "drivers/block/xen-blkback/xen-blkback",
  ]

  /// Folders and files that programs expect.
  package static func addSkeleton(to disk: inout RAMDisk) {
    for folder in [
      "dev", "proc", "sys", "run", "tmp", "var/lock", "var/lib/xen", "var/lib/xenstored",
      "var/log/xen/console",
    ] {
      disk.add(folder, .folder)
    }
    disk.add("var/run", .link("../run"))
    disk.add("lib/x86_64-linux-gnu", .link("../usr/lib/x86_64-linux-gnu"))
    disk.add("etc/xen/xl.conf", .file([]))
    disk.add("etc/xen/scripts/block", .program(Array(Dom0Script.blockScript.utf8)))
    for applet in applets { disk.add("bin/\(applet)", .link("busybox")) }
  }

  /// What one run adds: the script, the guest and what it is started from.
  package static func run(_ guest: XenGuest, image: [UInt8], module: [UInt8]?) -> RAMDisk {
    var disk = RAMDisk()
    disk.add("init", .program(Array(Dom0Script.text.utf8)))
    disk.add("guest/guest.cfg", .file(Array(guest.configuration.utf8)))
    disk.add("guest/image", .file(image))
    if let module { disk.add("guest/module", .file(module)) }
    let modules = Self.modules + (guest.hasDisk ? diskModules : [])
    let names = modules.compactMap { $0.split(separator: "/").last }
    disk.add("guest/modules", .file(Array((names.joined(separator: "\n") + "\n").utf8)))
    return disk
  }
}
