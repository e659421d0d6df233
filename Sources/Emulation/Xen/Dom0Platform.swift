package import Vocabulary

/// What dom0 is made of on one kind of host: the names of Debian's packages, of folders and of devices.
package struct Dom0Platform: Sendable {
  /// The terminal of dom0 that kiln reads.
  struct Terminal: Sendable {
    /// Its name in `/dev`.
    let device: String
    /// Arguments of `stty`.
    let settings: String
  }

  package let architecture: Architecture
  /// Debian's name of the architecture.
  package let debianName: String
  /// The folder of shared libraries, as a path without a leading slash.
  package let libraries: String
  /// The dynamic loader, the only library that programs name by its path.
  package let loader: String
  /// The folder of the loader.
  package let loaderFolder: String
  /// The package that depends on the current kernel.
  package let kernelPackage: String
  /// The hypervisor's file in its package.
  package let hypervisor: String
  /// Packages of libraries that the toolstack links and that do not belong to Xen. Empty if the host has them.
  let libraryPackages: [String]
  let terminal: Terminal
  /// Kernel modules, as paths below the folder of modules, in the order of loading.
  package let modules: [String]
  /// Further modules for a disk: dom0's own driver, and the backend of the guest's.
  package let diskModules: [String]

  /// Whether libraries that are in no package of Xen are taken from the host, which has the same architecture.
  package var usesHostLibraries: Bool { libraryPackages.isEmpty }

  /// The folders in which a library may be, as paths without a leading slash.
  package var libraryFolders: [String] {
    [libraries, String(libraries.dropFirst("usr/".count)), loaderFolder, "usr/lib", "lib"]
  }

  private static let xenModules = [
    "drivers/xen/xen-evtchn", "drivers/xen/xen-gntdev", "drivers/xen/xen-gntalloc",
    "drivers/xen/xen-privcmd", "drivers/xen/xenfs/xenfs",
  ]

  package static let x86 = Dom0Platform(
    architecture: .x64, debianName: "amd64", libraries: "usr/lib/x86_64-linux-gnu",
    loader: "ld-linux-x86-64.so.2", loaderFolder: "lib64", kernelPackage: "linux-image-amd64",
    hypervisor: "boot/xen-\(Dom0Files.version)-amd64.gz", libraryPackages: [],
    terminal: Terminal(device: "ttyS1", settings: "115200 raw -echo clocal"), modules: xenModules,
    diskModules: [
      "drivers/virtio/virtio_ring", "drivers/virtio/virtio", "drivers/virtio/virtio_pci_legacy_dev",
      "drivers/virtio/virtio_pci_modern_dev", "drivers/virtio/virtio_pci", "drivers/block/virtio_blk",
      "drivers/block/xen-blkback/xen-blkback",
    ])

  /// The machine's only serial port is Xen's. Linux names the virtio console after Xen's, hvc0.
  package static let arm = Dom0Platform(
    architecture: .aarch64, debianName: "arm64", libraries: "usr/lib/aarch64-linux-gnu",
    loader: "ld-linux-aarch64.so.1", loaderFolder: "lib", kernelPackage: "linux-image-arm64",
    hypervisor: "boot/xen-\(Dom0Files.version)-arm64",
    libraryPackages: ["libc6", "libgcc-s1", "libfdt1", "libuuid1", "zlib1g"],
    terminal: Terminal(device: "hvc1", settings: "raw -echo"),
    modules: ["drivers/virtio/virtio_mmio", "drivers/char/virtio_console"] + xenModules,
    diskModules: ["drivers/block/virtio_blk", "drivers/block/xen-blkback/xen-blkback"])
}

extension XenGuest.Mode {
  /// The dom0 that starts such guests.
  package var platform: Dom0Platform { self == .arm ? .arm : .x86 }
}
