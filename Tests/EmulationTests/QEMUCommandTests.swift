import Diagnostics
import Emulation
import TestSupport
import Testing
import Vocabulary

@Suite struct QEMUCommandTests {
  private let code = FlashFile(path: "CODE.fd", size: 0x1E_0000)
  private let variables = FlashFile(path: "out/VARS.fd", size: 0x2_0000)

  @Test func splitFirmwareOnX86() {
    let command = QEMUCommand(machine: QEMUMachine(.x64), firmware: .split(code: code, variables: variables))
    #expect(command.executable == "qemu-system-x86_64")
    #expect(
      command.arguments == [
        "-machine", "q35,accel=tcg", "-m", "256",
        "-nodefaults", "-nic", "none", "-display", "none", "-no-reboot",
        "-drive", "if=pflash,format=raw,unit=0,readonly=on,file=CODE.fd",
        "-drive", "if=pflash,format=raw,unit=1,file=out/VARS.fd",
        "-serial", "stdio",
      ])
  }

  @Test func unifiedFirmwareIsWritable() {
    let command = QEMUCommand(
      machine: QEMUMachine(.x64, accelerator: .kvm, memory: 1024), firmware: .unified(code),
      serial: .file("serial.log"))
    #expect(
      command.arguments == [
        "-machine", "q35,accel=kvm", "-m", "1024", "-cpu", "host",
        "-nodefaults", "-nic", "none", "-display", "none", "-no-reboot",
        "-drive", "if=pflash,format=raw,unit=0,file=CODE.fd", "-serial", "file:serial.log",
      ])
  }

  @Test func memoryFirmwareWithKernelAndExtras() {
    let command = QEMUCommand(
      machine: QEMUMachine(.x64), firmware: .memory(path: "MICROVM.fd"),
      directBoot: .init(kernel: "bzImage", initrd: "initrd.gz", append: "console=ttyS0 quiet"),
      extraArguments: ["-smp", "2"])
    #expect(
      command.arguments.suffix(12) == [
        "-bios", "MICROVM.fd", "-serial", "stdio", "-kernel", "bzImage", "-initrd", "initrd.gz",
        "-append", "console=ttyS0 quiet", "-smp", "2",
      ])
  }

  @Test func secureFlashWantsSMM() {
    let command = QEMUCommand(
      machine: QEMUMachine(.x64, requiresSMM: true), firmware: .split(code: code, variables: variables))
    #expect(
      command.arguments.prefix(8) == [
        "-machine", "q35,accel=tcg,smm=on", "-m", "256",
        "-global", "driver=cfi.pflash01,property=secure,value=on", "-global", "ICH9-LPC.disable_s3=1",
      ])
  }

  @Test(arguments: [(Architecture.Emulation.aarch64, "cortex-a57"), (.arm, "cortex-a15")])
  func armMachines(emulation: Architecture.Emulation, processor: String) {
    let flash = FlashFile(path: "AAVMF_CODE.fd", size: 64 << 20)
    let command = QEMUCommand(
      machine: QEMUMachine(emulation), firmware: .split(code: flash, variables: flash),
      debugLog: "debug.log")
    #expect(command.executable == "qemu-system-\(emulation.program)")
    #expect(command.arguments.prefix(6) == ["-machine", "virt,accel=tcg", "-m", "256", "-cpu", processor])
    // DEBUG output comes over the serial port there: the machine has no I/O ports.
    #expect(!command.arguments.contains("-debugcon"))
    #expect(command.diagnose().isEmpty)
  }

  @Test(arguments: [(Architecture.Emulation.riscv64, 32 << 20), (.loongArch64, 16 << 20)])
  func otherMachines(emulation: Architecture.Emulation, size: Int) {
    let flash = FlashFile(path: "CODE.fd", size: size)
    let command = QEMUCommand(
      machine: QEMUMachine(emulation), firmware: .split(code: flash, variables: flash))
    #expect(command.executable == "qemu-system-\(emulation.program)")
    #expect(command.arguments.prefix(4) == ["-machine", "virt,accel=tcg", "-m", "256"])
    #expect(!command.arguments.contains("-cpu"))
    #expect(command.diagnose().isEmpty)
  }

  @Test func aKernelWithFilesInMemory() {
    let command = QEMUCommand(
      machine: QEMUMachine(.riscv64),
      firmware: .kernel(path: "code.elf", loaded: [LoadedFile(path: "a,b.fd", address: 0x2200_0000)]))
    #expect(command.shellText.contains("-kernel code.elf"))
    #expect(command.arguments.contains("loader,file=a,,b.fd,addr=0x22000000,force-raw=on"))
    #expect(!command.arguments.contains { $0.contains("pflash") })
    #expect(command.diagnose().isEmpty)
  }

  @Test func theFileThatTheUserKnowsIsNamed() {
    let copy = FlashFile(path: "/tmp/kiln-1/vars.fd", size: 65 << 20, original: "/x/VARS.fd")
    let command = QEMUCommand(machine: QEMUMachine(.aarch64), firmware: .unified(copy))
    #expect(command.diagnose().map(\.place) == [.file("/x/VARS.fd")])
  }

  @Test func debugOutputOfX86GoesToAFile() {
    let command = QEMUCommand(machine: QEMUMachine(.x64), firmware: .unified(code), debugLog: "debug.log")
    #expect(
      command.arguments.suffix(4) == ["-debugcon", "file:debug.log", "-global", "isa-debugcon.iobase=0x402"])
  }

  @Test func commasInPathsAreDoubled() {
    let command = QEMUCommand(
      machine: QEMUMachine(.x64), firmware: .unified(FlashFile(path: "a,b.fd", size: 4096)))
    #expect(command.arguments.contains("if=pflash,format=raw,unit=0,file=a,,b.fd"))
  }

  @Test(arguments: [0, 1, 0xFFF, 0x1001, 5000])
  func flashIsMadeOfPages(size: Int) {
    let command = QEMUCommand(
      machine: QEMUMachine(.x64),
      firmware: .split(code: code, variables: FlashFile(path: "VARS.fd", size: size)))
    let found = command.diagnose()
    #expect(found.map(\.code) == ["flash-size"])
    #expect(found.first?.place == .file("VARS.fd"))
    #expect(
      found.first?.message
        == "expected a flash image of a multiple of 0x1000 bytes, found \(size) bytes")
  }

  @Test func flashHasAnEnd() {
    let flash = FlashFile(path: "BIG.fd", size: 0x80_0000)
    #expect(QEMUCommand(machine: QEMUMachine(.x64), firmware: .unified(flash)).diagnose().isEmpty)
    let split = QEMUCommand(machine: QEMUMachine(.x64), firmware: .split(code: flash, variables: variables))
    #expect(split.diagnose().map(\.fix) == ["raise QEMU's limit with '-machine q35,max-fw-size=8519680'"])
    let short = QEMUCommand(machine: QEMUMachine(.aarch64), firmware: .unified(flash))
    #expect(short.diagnose().map(\.code) == ["flash-size"])
  }

  /// As POSIX has it: nothing in single quotation marks has a meaning.
  @Test func wordsForAShell() {
    #expect(ShellText.quoted(["qemu", "a=b,c:/d-e_f.@%+"]) == "qemu a=b,c:/d-e_f.@%+")
    #expect(ShellText.quoted(["a b", "", "it's", "$x;*"]) == #"'a b' '' 'it'\''s' '$x;*'"#)
  }

  /// Copies are gone after the run, so the line for a shell names what they are copies of.
  @Test func theLineForAShellNamesFilesThatStay() {
    let command = QEMUCommand(
      machine: QEMUMachine(.x64),
      firmware: .split(
        code: FlashFile(path: "/x/CODE.fd", size: 0x1000),
        variables: FlashFile(path: "/tmp/kiln-1/vars.fd", size: 0x1000, original: "/x/my VARS.fd")),
      disks: ["/a.img", "/b.img"])
    #expect(command.shellText.contains("'if=pflash,format=raw,unit=1,snapshot=on,file=/x/my VARS.fd'"))
    #expect(command.arguments.contains("if=pflash,format=raw,unit=1,file=/tmp/kiln-1/vars.fd"))
    // QEMU would not take the file that was padded.
    let padded = FlashFile(
      path: "/tmp/kiln-1/code.fd", size: 64 << 20, original: "/x/QEMU_EFI.fd", isPadded: true)
    let other = QEMUCommand(machine: QEMUMachine(.aarch64), firmware: .unified(padded))
    #expect(other.shellText.contains("file=/tmp/kiln-1/code.fd"))
    let drives = command.arguments.filter { $0.hasPrefix("virtio-blk-pci,") }
    #expect(drives == ["virtio-blk-pci,drive=disk", "virtio-blk-pci,drive=disk2"])
  }
}
