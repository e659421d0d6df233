/// The contents of dom0: Debian's packages, and the files used from them.
package enum Dom0Files {
  /// The version of Xen in the names of Debian's packages and folders.
  package static let version = "4.17"

  /// A part of dom0 that is downloaded and cached as a whole.
  package struct Part: Sendable {
    /// Names of Debian's packages.
    package let packages: [String]
    /// Programs, as paths in the packages. The libraries that they link are included.
    package let programs: [String]
    /// Other files, as paths in the packages.
    package let files: [String]
    /// Libraries that are loaded at run time without being linked.
    package let lateLibraries: [String]
  }

  private static let libraries = [
    "libxencall1", "libxendevicemodel1", "libxenevtchn1", "libxenforeignmemory1", "libxengnttab1",
    "libxenhypfs1", "libxenmisc\(version)", "libxenstore4", "libxentoolcore1", "libxentoollog1", "libyajl2",
  ]
  private static let tools = "usr/lib/xen-\(version)/bin"

  /// Xen's toolstack and a shell.
  package static func toolstack(_ platform: Dom0Platform) -> Part {
    Part(
      packages: [
        "xen-hypervisor-\(version)-\(platform.debianName)", "xen-utils-\(version)", "xenstore-utils",
        "busybox-static",
      ] + libraries + platform.libraryPackages,
      programs: ["xl", "xenstored", "xenconsoled", "xenconsole", "xen-init-dom0"].map { "\(tools)/\($0)" }
        + ["usr/bin/xenstore-read", "usr/bin/xenstore-write"],
      files: [],
      // pthread_cancel loads it; without it xl aborts.
      lateLibraries: ["libgcc_s.so.1"])
  }

  /// The device model that emulates a PC for HVM guests.
  package static let deviceModel = Part(
    packages: ["qemu-system-xen", "qemu-system-data", "xen-utils-\(version)"] + libraries,
    programs: ["usr/libexec/xen-qemu-system-i386"],
    // QEMU reads a keymap even without a keyboard.
    files: ["usr/lib/xen-\(version)/boot/hvmloader", "usr/share/qemu/keymaps/en-us"],
    lateLibraries: [])

  package static let busybox = "bin/busybox"

  /// The names by which the script calls busybox.
  package static let applets = [
    "cat", "insmod", "mkdir", "mount", "poweroff", "printf", "sed", "sh", "sleep", "stty", "tail",
  ]

  /// Adds folders and files that programs expect.
  package static func addSkeleton(of platform: Dom0Platform, to disk: inout RAMDisk) {
    for folder in [
      "dev", "proc", "sys", "run", "tmp", "var/lock", "var/lib/xen", "var/lib/xenstored",
      "var/log/xen/console",
    ] {
      disk.add(folder, .folder)
    }
    disk.add("var/run", .link("../run"))
    disk.add("lib/\(platform.libraries.dropFirst("usr/lib/".count))", .link("../\(platform.libraries)"))
    disk.add("etc/xen/xl.conf", .file([]))
    disk.add("etc/xen/scripts/block", .program(Array(Dom0Script.blockScript.utf8)))
    for applet in applets { disk.add("bin/\(applet)", .link("busybox")) }
  }

  /// The files of one run: the script, the guest's configuration and its images.
  package static func run(_ guest: XenGuest, image: [UInt8], module: [UInt8]?) -> RAMDisk {
    var disk = RAMDisk()
    let platform = guest.mode.platform
    disk.add("init", .program(Array(Dom0Script.text(platform.terminal).utf8)))
    disk.add("guest/guest.cfg", .file(Array(guest.configuration.utf8)))
    disk.add("guest/image", .file(image))
    if let module { disk.add("guest/module", .file(module)) }
    let modules = platform.modules + (guest.hasDisk ? platform.diskModules : [])
    let names = modules.compactMap { $0.split(separator: "/").last }
    disk.add("guest/modules", .file(Array((names.joined(separator: "\n") + "\n").utf8)))
    return disk
  }
}
