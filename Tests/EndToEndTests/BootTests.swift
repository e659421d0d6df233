import Foundation
import TestSupport
import Testing

/// Images that kiln wrote, in QEMU. One at a time: two emulated machines on two cores would measure
/// each other.
@Suite(.serialized) struct BootTests {
  @Test func theTrimmedImageReachesTheShellFromFlashAndFromMemory() throws {
    let scratch = try Scratch()
    let build = try Program.kiln(
      [
        "build", "qemu", "--workspace", Provided.edk2(), "--prebuilt", ShippedFirmware.code.path, "-o",
        scratch.path,
      ])
    #expect(build.status == 0, "\(build.errors)")
    let before = try scratch.bytes("FV/OVMF_VARS.fd")
    for image in ["FV", "FV/OVMF.fd"] {
      let boot = try Program.kiln(
        [
          "boot", "\(scratch.path)/\(image)", "--memory", "256", "--expect", "UEFI Interactive Shell",
          "--timeout", "120",
        ])
      #expect(boot.status == 0, "\(image): \(boot.errors)")
      #expect(boot.output.contains("UEFI Interactive Shell"))
    }
    // QEMU wrote to a copy.
    #expect(DebianImages.areEqual(before, try scratch.bytes("FV/OVMF_VARS.fd")))
  }

  @Test func aTextThatDoesNotComeIsAnErrorThatShowsTheConsole() throws {
    let boot = try Program.kiln(
      ["boot", "/usr/share/ovmf/OVMF.fd", "--expect", "no firmware says this", "--timeout", "25"])
    #expect(boot.status == 1)
    #expect(boot.errors.contains("[boot-timeout]"))
    #expect(boot.errors.contains("note: console: "))
  }

  @Test func theShellIsTypedTo() throws {
    let boot = try Program.kiln([
      "boot", "/usr/share/ovmf/OVMF.fd", "--type", "ver", "--type", "reset -s", "--timeout", "120",
    ])
    #expect(boot.status == 0, "\(boot.errors)")
    #expect(boot.output.contains("UEFI Interactive Shell"))
    let late = try Program.kiln(["boot", "/usr/share/ovmf/OVMF.fd", "--type", "ver", "--timeout", "3"])
    #expect(late.status == 1)
    #expect(late.errors.contains("the Shell's prompt for 'ver' did not appear within 3 s"), "\(late.errors)")
  }

  @Test func aMissingQEMUIsSaid() throws {
    let boot = try Program.kiln(
      ["boot", "/usr/share/ovmf/OVMF.fd", "--expect", "x", "--timeout", "5"],
      environment: ["PATH": "/nonexistent"])
    #expect(boot.status == 1)
    #expect(boot.errors.contains("[qemu-failed]"))
    #expect(boot.errors.contains("qemu-system-x86"))
  }

  /// The machine comes from the image. Debian 12's images for Arm, at the Shell and back.
  @Test(arguments: ["AAVMF_CODE.fd", "AAVMF32_CODE.fd"])
  func firmwareForArmReachesTheShell(name: String) throws {
    try Provided.need("Debian's firmware for Arm")
    let scratch = try Scratch()
    // The name says nothing.
    try FileManager.default.createSymbolicLink(
      atPath: "\(scratch.path)/image.bin", withDestinationPath: "/usr/share/AAVMF/\(name)")
    try expectShell(["\(scratch.path)/image.bin", "--vars", "/usr/share/AAVMF/AAVMF_VARS.fd"])
  }

  /// A file that is smaller than the machine's flash, without a variable store.
  @Test func aSmallImageIsPadded() throws {
    try Provided.need("Debian's firmware for Arm")
    let boot = try expectShell(["/usr/share/qemu-efi-aarch64/QEMU_EFI.fd"])
    #expect(boot.errors.contains("QEMU gets a copy that is padded by"), "\(boot.errors)")
  }

  /// Debian 13's firmware for RISC-V. Debian 12's QEMU cannot start it from flash.
  @Test func firmwareForRISCVReachesTheShell() throws {
    let image = "\(try Provided.trixieFirmware())/qemu-efi-riscv64/RISCV_VIRT_CODE.fd"
    let boot = try expectShell([image])
    #expect(boot.output.contains("RISC-V EDK2 firmware version 2025.02"), "\(boot.output)")
    let isOld = boot.errors.contains("kiln passes the image as a kernel")
    if isOld {
      let other = try Program.kiln(["boot", image, "--kernel", "vmlinux", "--expect", "x"])
      #expect(other.status == 1)
      #expect(other.errors.contains("[qemu-too-old]"), "\(other.errors)")
    }
  }

  /// Debian 12's QEMU has no machine for it, and Debian 13's does.
  @Test func firmwareForLoongArchNeedsANewQEMU() throws {
    let image = "\(try Provided.trixieFirmware())/qemu-efi-loongarch64/QEMU_EFI.fd"
    let version = try Program.run("/usr/bin/qemu-system-loongarch64", ["--version"])
    if version.output.contains("version 7.2.") {
      let boot = try Program.kiln(["boot", image, "--expect", "x"])
      #expect(boot.status == 1)
      #expect(boot.errors.contains("[qemu-too-old]"), "\(boot.errors)")
      #expect(boot.errors.contains("expected qemu-system-loongarch64 9.0 or newer"), "\(boot.errors)")
    } else {
      try expectShell([image])
    }
  }

  @discardableResult
  private func expectShell(_ arguments: [String]) throws -> Program {
    let boot = try Program.kiln(
      ["boot"] + arguments + ["--type", "ver", "--type", "reset -s", "--timeout", "180"])
    #expect(boot.status == 0, "\(boot.errors)")
    // The banner, and `ver`'s answer, which begins with it too.
    let banners = boot.output.components(separatedBy: "UEFI Interactive Shell v2").count - 1
    #expect(banners >= 2, "\(boot.output.suffix(4000))")
    return boot
  }

  @Test(arguments: [
    ("/usr/share/AAVMF/AAVMF_CODE.fd", "qemu-system-aarch64", "qemu-system-arm"),
    ("/usr/share/AAVMF/AAVMF32_CODE.fd", "qemu-system-arm", "qemu-system-arm"),
  ])
  func aMissingQEMUOfAnotherArchitectureIsSaid(image: String, program: String, package: String) throws {
    try Provided.need("Debian's firmware for Arm")
    let boot = try Program.kiln(["boot", image, "--expect", "x"], environment: ["PATH": "/nonexistent"])
    #expect(boot.status == 1)
    #expect(boot.errors.contains("\(program) cannot be run"), "\(boot.errors)")
    #expect(boot.errors.contains("(Debian: \(package))"), "\(boot.errors)")
  }

  @Test func variablesThatAreNoneAndThatAreTooLarge() throws {
    try Provided.need("Debian's firmware for Arm")
    let scratch = try Scratch()
    let code = "/usr/share/AAVMF/AAVMF_CODE.fd"
    let none = try Program.kiln(["boot", code, "--vars", "/usr/share/OVMF/OVMF_CODE.fd", "--expect", "x"])
    #expect(none.status == 1)
    #expect(none.errors.contains("[boot-variables]"), "\(none.errors)")
    let large = try scratch.write("large.fd", [UInt8](repeating: 0xFF, count: (64 << 20) + 1))
    let boot = try Program.kiln(["boot", code, "--vars", large, "--expect", "x"])
    #expect(boot.status == 1)
    #expect(boot.errors.contains("[flash-size]"), "\(boot.errors)")
    #expect(boot.errors.contains("large.fd"), "\(boot.errors)")
  }

  @Test func anImageWithoutCodeIsRefused() throws {
    try Provided.need("Debian's firmware")
    let boot = try Program.kiln(["boot", "/usr/share/OVMF/OVMF_VARS.fd", "--expect", "x"])
    #expect(boot.status == 1)
    #expect(boot.errors.contains("[boot-architecture]"), "\(boot.errors)")
  }
}
