import Foundation
import TestSupport
import Testing

/// Guests of a real Xen, emulated. The first run downloads Debian's packages of Xen into the cache.
///
/// `make xen` sets KILN_TEST_XEN_SLOW, for guests that take a minute or more.
@Suite(.serialized) struct XenBootTests {
  private static let isThorough = ProcessInfo.processInfo.environment["KILN_TEST_XEN_SLOW"] != nil

  private func boot(_ arguments: [String], environment: [String: String] = [:]) throws -> Program {
    try Program.kiln(["boot"] + arguments, environment: environment, seconds: 900)
  }

  /// Debian's kernel has the PVH entry too; without a root file system it gives up. It has no driver
  /// for the disk, and says so when dom0 has connected it: 51712 is `xvda` (Xen, `vbd-interface.7`).
  @Test func aLinuxGuestShowsItsConsoleAndItsEnd() throws {
    let scratch = try Scratch()
    let disk = try scratch.write("disk,1.img", [UInt8](repeating: 0x5A, count: 1 << 20))
    let arguments = [
      "--xen", "pvh", try Provided.kernel(), "--append", "console=hvc0 panic=1 nokaslr", "--disk", disk,
      "--timeout", "300",
    ]
    let expected = try boot(arguments + ["--expect", "guest ended: crash"])
    #expect(expected.status == 0, "\(expected.errors)")
    #expect(expected.output.contains("Booting kernel on Xen PVH"), "\(expected.output)")
    #expect(expected.output.contains("device/vbd/51712"), "\(expected.output)")
    #expect(expected.output.contains("Unable to mount root fs"))
    #expect(expected.errors.contains("'guest ended: crash' appeared after"))
  }

  /// The Shell of kiln's own xen, told to end the guest: Xen hears of it from the platform's reset library.
  private func expectShell(_ flags: [String] = [], mode: String = "pvh") throws {
    let folder = try PlatformBuild.folder("xen", flags)
    let guest = try boot([
      "--xen", mode, "\(folder)/FV/OVMF.fd", "--type", "ver", "--type", "reset -s", "--timeout", "600",
      "--expect", "guest ended: poweroff",
    ])
    #expect(guest.status == 0, "\(flags): \(guest.errors)")
    // The banner, and `ver`'s answer, which begins with it too.
    let banners = guest.output.components(separatedBy: "UEFI Interactive Shell v2").count - 1
    #expect(banners >= 2, "\(flags): \(guest.output)")
  }

  @Test func kilnsXenStartsAsPVHTakesCommandsAndPowersOff() throws { try expectShell() }

  @Test(
    .enabled(if: isThorough),
    arguments: [
      ["FD_SIZE_4MB"], ["KILN_RESET_VECTOR=TRUE"], ["KILN_RESET_VECTOR=TRUE", "FD_SIZE_4MB"],
      ["KILN_RESET_VECTOR=TRUE", "FD_SIZE_1MB"],
    ])
  func itsOtherLayoutsAndResetVector(flags: [String]) throws { try expectShell(flags) }

  /// Firmware, Shell, the EFI stub of Debian's kernel, an initial RAM disk of one script: what a guest's disk
  /// has to hold, and no more.
  @Test(.enabled(if: isThorough)) func aLinuxGuestStartsThroughTheFirmware() throws {
    let scratch = try Scratch()
    try scratch.write("startup.nsh", "fs0:\\vmlinuz.efi initrd=\\initrd.cpio console=hvc0 nokaslr\r\n")
    try scratch.write(
      "root/init",
      """
      #!/bin/sh
      /bin/busybox mount -t devtmpfs dev /dev
      echo 'the guest speaks' > /dev/console
      /bin/busybox poweroff -f

      """)
    let made = try Program.run(
      "/bin/sh",
      [
        "-ec",
        """
        mkdir root/bin root/dev
        cp /bin/busybox root/bin
        ln -s busybox root/bin/sh
        chmod +x root/init
        (cd root && find . | cpio --quiet -o -H newc) > initrd.cpio
        truncate -s 64M disk.img
        mformat -i disk.img -F ::
        mcopy -i disk.img startup.nsh initrd.cpio ::/
        mcopy -i disk.img "$1" ::/vmlinuz.efi
        """, "sh", try Provided.kernel(),
      ], in: scratch.path)
    #expect(made.status == 0, "\(made.errors)")
    let folder = try PlatformBuild.folder("xen")
    let guest = try boot([
      "--xen", "pvh", "\(folder)/FV/OVMF.fd", "--disk", "\(scratch.path)/disk.img", "--timeout", "600",
      "--expect", "guest ended: poweroff",
    ])
    #expect(guest.status == 0, "\(guest.errors)")
    for text in ["efi: EFI v2.", "the guest speaks"] {
      #expect(guest.output.contains(text), "\(guest.output.suffix(4000))")
    }
  }

  /// HVM is the other way into the same image.
  @Test(.enabled(if: isThorough), arguments: [[], ["KILN_RESET_VECTOR=TRUE"]])
  func kilnsXenAsHVM(flags: [String]) throws { try expectShell(flags, mode: "hvm") }

  @Test func xlsWordOnAnImageWithoutAnEntryIsShown() throws {
    let refused = try boot(["--xen", "pvh", "/usr/share/ovmf/OVMF.fd", "--expect", "x", "--timeout", "300"])
    #expect(refused.status == 1)
    #expect(refused.errors.contains("[xen-failed]"), "\(refused.errors)")
    #expect(refused.errors.contains("no loader"), "\(refused.errors)")
    #expect(refused.output.isEmpty)
  }

  @Test func timeRunsOutBeforeTheGuestStarts() throws {
    let late = try boot(["--xen", "pvh", try Provided.kernel(), "--expect", "x", "--timeout", "3"])
    #expect(late.status == 1)
    #expect(late.errors.contains("[xen-timeout]"), "\(late.errors)")
    #expect(late.errors.contains("note: Xen: "), "\(late.errors)")
  }

  @Test func whatIsMissingIsSaid() throws {
    let kernel = try Provided.kernel()
    let scratch = try Scratch()
    let noQEMU = try boot(["--xen", "pvh", kernel, "--expect", "x"], environment: ["PATH": "/nonexistent"])
    #expect(noQEMU.status == 1)
    #expect(noQEMU.errors.contains("[qemu-failed]"), "\(noQEMU.errors)")
    // An apt that knows no package, as on a machine that was never updated.
    try scratch.write("apt.conf", "Dir::State::lists \"\(scratch.path)/none\";")
    let noPackages = try boot(
      ["--xen", "pvh", kernel, "--expect", "x"],
      environment: [
        "KILN_CACHE": scratch.path, "APT_CONFIG": "\(scratch.path)/apt.conf", "TMPDIR": scratch.path,
      ])
    #expect(noPackages.status == 1)
    #expect(noPackages.errors.contains("[xen-packages-unavailable]"), "\(noPackages.errors)")
    #expect(noPackages.errors.contains("apt-get update"), "\(noPackages.errors)")
    // Nothing half done stays, in the cache and beside it.
    let left = try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted()
    #expect(left.filter { $0 != "none" } == ["apt.conf", "xen"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(scratch.path)/xen").isEmpty)
    let noImage = try boot(["--xen", "pvh", "/nonexistent.fd"])
    #expect(noImage.errors.contains("[file-missing]"), "\(noImage.errors)")
    let noFirmware = try boot(["--xen", "hvm", kernel])
    #expect(noFirmware.errors.contains("[image-no-volume]"), "\(noFirmware.errors)")
  }

  @Test func whatDoesNotGoTogetherIsAUsageError() throws {
    for (arguments, text) in [
      (["--xen", "pv"], "expected pvh, hvm or arm for --xen"), (["--xen", "pvh", "--vars", "x"], "--vars"),
      (["--xen", "pvh", "--accel", "kvm"], "--accel"), (["--xen", "hvm", "--append", "x"], "--append"),
      (["--type", "one\ntwo"], "--type"),
    ] {
      let kiln = try boot(["/usr/share/ovmf/OVMF.fd"] + arguments)
      #expect(kiln.status == 64, "\(arguments): \(kiln.errors)")
      #expect(kiln.errors.contains(text), "\(arguments): \(kiln.errors)")
    }
  }

  /// Debian's own OVMF, which the Shell ends as it is told to.
  @Test(.enabled(if: isThorough)) func anHVMGuestTakesCommands() throws {
    let guest = try boot([
      "--xen", "hvm", "/usr/share/ovmf/OVMF.fd", "--type", "ver", "--type", "reset -s", "--timeout", "600",
    ])
    #expect(guest.status == 0, "\(guest.errors)")
    #expect(guest.output.contains("UEFI Interactive Shell"), "\(guest.output)")
    #expect(guest.output.contains("guest ended: poweroff"), "\(guest.output)")
  }

  /// Xen on Arm with the kernel of its dom0 as guest, which gives up without a root file system. It has no driver for the
  /// disk built in, but lists it.
  @Test func aLinuxGuestOnArm() throws {
    let refused = try boot(["--xen", "arm", "/usr/share/ovmf/OVMF.fd", "--expect", "x"])
    #expect(refused.status == 1)
    #expect(refused.errors.contains("[xen-image-unsuited]"), "\(refused.errors)")
    try fillCache()
    let kernel = try Provided.existing("\(Provided.cache)/xen/host-arm64-1/vmlinux")
    let scratch = try Scratch()
    let disk = try scratch.write("disk,1.img", [UInt8](repeating: 0x5A, count: 1 << 20))
    let arguments = [
      "--xen", "arm", kernel, "--append", "console=hvc0 panic=1 nokaslr", "--disk", disk, "--timeout", "300",
    ]
    let expected = try boot(arguments + ["--expect", "guest ended: "])
    #expect(expected.status == 0, "\(expected.errors)")
    #expect(expected.output.contains("Xen 4.17 support found"), "\(expected.output)")
    #expect(expected.output.contains("Unable to mount root fs"), "\(expected.output)")
    for mode in ["pvh", "hvm"] {
      let other = try boot(["--xen", mode, kernel, "--expect", "x"])
      #expect(other.status == 1)
      #expect(other.errors.contains("[xen-image-unsuited]"), "\(other.errors)")
      #expect(other.errors.contains("start it with --xen arm"), "\(other.errors)")
    }
  }

  /// A run that ends before the guest starts leaves dom0 in the cache.
  private func fillCache() throws {
    let scratch = try Scratch()
    var header = [UInt8](repeating: 0, count: 64)
    header.replaceSubrange(0x38..<0x3C, with: Array("ARM\u{64}".utf8))
    let image = try scratch.write("image", header)
    let late = try boot(["--xen", "arm", image, "--expect", "x", "--timeout", "2"])
    #expect(late.errors.contains("[xen-timeout]"), "\(late.errors)")
  }

  @Test(.enabled(if: isThorough)) func kilnsXenOnArm() throws {
    let folder = try PlatformBuild.folder("xen", architecture: "AARCH64")
    try expectShellOnArm(folder)
  }

  private func expectShellOnArm(_ folder: String) throws {
    let guest = try boot(["--xen", "arm", folder, "--type", "ver", "--type", "reset -s", "--timeout", "300"])
    #expect(guest.status == 0, "\(guest.errors)")
    #expect(guest.output.contains("guest ended: poweroff"), "\(guest.output)")
    let banners = guest.output.components(separatedBy: "UEFI Interactive Shell v2").count - 1
    #expect(banners >= 2, "\(guest.output)")
  }

  /// edk2's firmware for guests of Xen on Arm, whose console is Xen's. It starts the Shell by a key. That of Debian 12 does
  /// not build: a patch of Debian's makes the Shell need a library that ArmVirtXen.dsc does not name.
  @Test(.enabled(if: isThorough)) func edk2sFirmwareOnArm() throws {
    let folder = "\(Provided.cache)/platforms/ArmVirtXen"
    let build = try Program.kiln(
      [
        "build", "ArmVirtPkg/ArmVirtXen.dsc", "--workspace", Provided.trixieEDK2(), "-a", "AARCH64",
        "--launcher",
        "ccache",
        "--output", folder,
      ],
      environment: [
        "CCACHE_DIR": "\(Provided.cache)/ccache", "GCC5_AARCH64_PREFIX": "aarch64-linux-gnu-",
      ],
      seconds: 2400)
    #expect(build.status == 0, "\(build.errors)")
    try expectShellOnArm(folder)
    let alone = try boot(["\(folder)/FV/XEN_EFI.fd", "--expect", "x"])
    #expect(alone.status == 1)
    #expect(alone.errors.contains("[boot-xen-image]"), "\(alone.errors)")
  }
}
