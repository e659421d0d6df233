package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let identifyCommandCodes: [Diagnostic.Code] = [
    .catalogueDamaged, .catalogueMissing, .identifyNoFirmware,
  ]

  package static let catalogueDamaged = Diagnostic.Code(
    "catalogue-damaged", "a table of known platforms cannot be read",
    explanation: """
      `kiln identify` compares an image with the tables in `Platforms/known`: for each platform of
      edk2 the FILE_GUIDs that it places, with the releases and switches under which it does so. A
      line of one of them is not such a row, as after a failed merge or an incomplete installation.
      """,
    remedy: "Restore the file, or write the tables again with `Scripts/known-platforms.py`.")

  package static let catalogueMissing = Diagnostic.Code(
    "catalogue-missing", "the tables of known platforms are not installed",
    explanation: """
      `kiln identify` needs `Platforms/known`, which kiln looks for in the working folder, in the
      folders above its own program, and in their share/kiln. The program was probably copied
      without its data.
      """,
    remedy: "Run kiln from its checkout, or install `Platforms` in share/kiln beside it.")

  package static let identifyNoFirmware = Diagnostic.Code(
    "identify-no-firmware", "the file is not UEFI firmware",
    explanation: """
      `kiln identify` found no firmware volume (no header with the signature `_FVH`) in the file.
      The message says what it seems to be instead: SeaBIOS or another PC BIOS, an option ROM, an
      ELF program, or a qcow2 disk image. Libvirt often stores NVRAM as qcow2, whose contents kiln
      cannot see until it is converted.

          qemu-img convert -O raw guest_VARS.qcow2 guest_VARS.fd
      """,
    remedy: "Give a raw flash image, a file of variables, a QEMU firmware descriptor, or a folder of them.")
}
