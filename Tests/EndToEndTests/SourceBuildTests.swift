import Foundation
import TestSupport
import Testing

/// kiln's own platforms, built from Debian's source and booted.
@Suite(.serialized) struct SourceBuildTests {
  /// The names of the modules in an image, by the UI sections that another reader finds.
  private func files(in folder: String, image: String) throws -> String {
    let inspect = try Program.kiln(["inspect", "\(folder)/FV/\(image).fd"])
    #expect(inspect.status == 0, "\(inspect.errors)")
    return inspect.output
  }

  @Test func qemuFitsItsBudgetBootsToTheShellAndStartsLinux() throws {
    let folder = try PlatformBuild.folder("qemu")
    let check = try Program.kiln(["check", "\(folder)/FV", "-p", "qemu", "--workspace", Provided.edk2()])
    #expect(check.status == 0, "\(check.output)\(check.errors)")

    let contents = try files(in: folder, image: "OVMF_CODE")
    for module in ["Virtio10", "VirtioBlkDxe", "QemuKernelLoaderFsDxe", "FvbServicesRuntimeDxe", "Shell"] {
      #expect(contents.contains(module), "\(module) is missing")
    }
    for module in ["XenBusDxe", "XenPvBlkDxe", "XenIoPvhDxe"] {
      #expect(!contents.contains(module), "\(module)")
    }

    let shell = try Program.kiln(
      ["boot", "\(folder)/FV", "--memory", "256", "--expect", "UEFI Interactive Shell", "--timeout", "120"])
    #expect(shell.status == 0, "\(shell.errors)")

    // The line in which the kernel's EFI stub has handed over and the kernel names the firmware.
    let linux = try Program.kiln([
      "boot", "\(folder)/FV", "--memory", "512", "--kernel", Provided.kernel(), "--append",
      "console=ttyS0 earlyprintk=ttyS0", "--expect", "efi: EFI v2.", "--timeout", "240",
    ])
    #expect(linux.status == 0, "\(linux.errors)")
  }

  @Test func xenFitsItsBudgetAndHoldsNoVirtioNorSMM() throws {
    let folder = try PlatformBuild.folder("xen")
    let check = try Program.kiln(["check", "\(folder)/FV", "-p", "xen", "--workspace", Provided.edk2()])
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    let contents = try files(in: folder, image: "OVMF")
    for module in ["XenBusDxe", "XenPvBlkDxe", "XenIoPvhDxe", "EmuVariableFvbRuntimeDxe"] {
      #expect(contents.contains(module), "\(module) is missing")
    }
    for module in ["Virtio", "SmmCore", "PiSmmCpu", "FvbServicesRuntimeDxe"] {
      #expect(!contents.contains(module), "\(module)")
    }
    // The header's numbers, by another reader.
    let readelf = try Program.run(
      "/usr/bin/readelf", ["-lhnW", "\(folder)/FV/OVMF.fd"], environment: ["LC_ALL": "C"])
    #expect(readelf.output.contains("Entry point address:               0x2fffd0"), "\(readelf.output)")
    #expect(
      readelf.output.contains("0x00100000 0x00100000 0x200000 0x200000 RWE 0x1000"), "\(readelf.output)")
    #expect(readelf.output.contains("description data: d0 ff 2f 00"), "\(readelf.output)")
    let pvh = try Program.kiln(["pvh", "\(folder)/FV/OVMF.fd"])
    #expect(pvh.status == 0, "\(pvh.errors)")
  }
}
