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
