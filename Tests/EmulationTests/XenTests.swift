import Emulation
import Testing

/// What xl and QEMU are told. The words are those of xl.cfg(5), QEMU's manual and Xen's
/// `xen-command-line.pandoc`.
@Suite struct XenTests {
  @Test func aPVHGuestIsItsKernel() {
    #expect(
      XenGuest(.pvh).configuration == """
        name="guest"
        type="pvh"
        kernel="/guest/image"
        memory=256
        maxmem=256
        vcpus=1
        on_poweroff="destroy"
        on_reboot="destroy"
        on_watchdog="destroy"
        on_crash="destroy"
        on_soft_reset="destroy"

        """)
  }

  @Test func aPVHGuestMayHaveMore() {
    let guest = XenGuest(
      .pvh, memory: 1024, hasDisk: true, hasModule: true, commandLine: "console=hvc0 name=\"x y\"")
    let lines = guest.configuration.split(separator: "\n")
    #expect(lines.contains("ramdisk=\"/guest/module\""))
    #expect(lines.contains("cmdline='console=hvc0 name=\"x y\"'"))
    #expect(lines.contains("memory=1024"))
    #expect(lines.contains("disk=[\"format=raw,vdev=xvda,access=rw,backendtype=phy,target=/dev/vda\"]"))
  }

  @Test func anHVMGuestHasItsFirmwareFromAFile() {
    let lines = XenGuest(.hvm).configuration.split(separator: "\n")
    #expect(lines.contains("type=\"hvm\""))
    #expect(lines.contains("bios=\"ovmf\""))
    #expect(lines.contains("bios_path_override=\"/guest/image\""))
    #expect(lines.contains("serial=\"pty\""))
    #expect(!lines.contains { $0.hasPrefix("kernel=") })
  }

  /// Arm has one kind of guest, which xl.cfg(5) calls PVH.
  @Test func aGuestOnArmIsItsKernel() {
    let guest = XenGuest(.arm, hasDisk: true, hasModule: true, commandLine: "console=hvc0")
    let lines = guest.configuration.split(separator: "\n")
    #expect(lines.contains("type=\"pvh\""))
    #expect(lines.contains("kernel=\"/guest/image\""))
    #expect(lines.contains("ramdisk=\"/guest/module\""))
    #expect(lines.contains("cmdline=\"console=hvc0\""))
  }

  /// QEMU's guest-loader writes the modules into the device tree (`docs/system/guest-loader.rst`).
  @Test func theHostOnArm() throws {
    let host = XenHost(guest: XenGuest(.arm, hasDisk: true), disk: "/a,b.img", extraArguments: ["-s"])
    #expect(host.executable == "qemu-system-aarch64")
    let arguments = host.arguments
    #expect(
      arguments.prefix(8) == [
        "-machine", "virt,accel=tcg,virtualization=on,gic-version=3", "-cpu", "cortex-a57", "-smp", "1", "-m",
        "2048",
      ])
    let devices = arguments.indices.filter { arguments[$0] == "-device" }.map { arguments[$0 + 1] }
    #expect(devices.contains("virtconsole,chardev=guest"))
    #expect(
      devices.contains { $0.hasPrefix("guest-loader,addr=0x50000000,kernel=vmlinux,bootargs=console=hvc0 ") })
    #expect(devices.contains("guest-loader,addr=0x58000000,initrd=initramfs"))
    #expect(devices.contains("virtio-blk-device,drive=disk"))
    let serial = arguments.indices.filter { arguments[$0] == "-serial" }.map { arguments[$0 + 1] }
    #expect(serial == ["file:xen.log"])
    let options = try #require(arguments.firstIndex(of: "-append"))
    #expect(arguments[options + 1].hasPrefix("console=dtuart dtuart=/pl011@9000000 "))
    #expect(!arguments[options + 1].contains("com1"))
  }

  /// dom0 on Arm cannot use libraries of the host, so packages bring them.
  @Test func packagesOfDom0() {
    let arm = Dom0Files.toolstack(.arm).packages
    #expect(arm.contains("xen-hypervisor-4.17-arm64"))
    #expect(arm.contains("libc6"))
    let x86 = Dom0Files.toolstack(.x86).packages
    #expect(x86.contains("xen-hypervisor-4.17-amd64"))
    #expect(!x86.contains("libc6"))
  }

  @Test func theHostEmulatesVirtualisation() throws {
    let arguments = XenHost(guest: XenGuest(.pvh)).arguments
    #expect(
      arguments.prefix(8) == [
        "-machine", "q35,accel=tcg", "-cpu", "qemu64,+svm,+npt,+pdpe1gb", "-smp", "1", "-m", "2048",
      ])
    let kernel = try #require(arguments.firstIndex(of: "-kernel"))
    #expect(arguments[kernel + 1] == "xen")
    let modules = try #require(arguments.firstIndex(of: "-initrd"))
    // A comma that separates modules, none in a module's own arguments.
    #expect(arguments[modules + 1].split(separator: ",").count == 2)
    #expect(arguments[modules + 1].hasPrefix("vmlinux console=hvc0 "))
    #expect(arguments[modules + 1].hasSuffix(",initramfs"))
    let options = try #require(arguments.firstIndex(of: "-append"))
    #expect(arguments[options + 1].contains("com1=115200,8n1 console=com1"))
    // The first serial port is Xen's, the second the guest's console.
    let serial = arguments.indices.filter { arguments[$0] == "-serial" }.map { arguments[$0 + 1] }
    #expect(serial == ["file:xen.log", "stdio"])
  }

  @Test func anHVMGuestGetsNoLargePages() {
    #expect(XenHost(guest: XenGuest(.hvm)).arguments.contains("qemu64,+svm,+npt"))
  }

  @Test func largeGuestsGetALargerHost() throws {
    let arguments = XenHost(guest: XenGuest(.pvh, memory: 4096)).arguments
    let memory = try #require(arguments.firstIndex(of: "-m"))
    #expect(try #require(Int(arguments[memory + 1])) >= 4096 + 768)
  }

  @Test func theDiskIsNotWrittenTo() {
    let arguments = XenHost(
      guest: XenGuest(.pvh, hasDisk: true), disk: "/a,b.img", extraArguments: ["-s"]
    ).arguments
    #expect(
      arguments.suffix(5) == [
        "-drive", "if=none,id=disk,format=raw,snapshot=on,file=/a,,b.img",
        "-device", "virtio-blk-pci,drive=disk", "-s",
      ])
  }

  /// `xen/include/public/sched.h`.
  @Test(arguments: [(0, "poweroff"), (1, "reboot"), (3, "crash"), (9, "reason 9")])
  func reasons(code: Int, word: String) {
    #expect(ShutdownReason(rawValue: code).description == word)
  }
}
