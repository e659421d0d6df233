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
}
