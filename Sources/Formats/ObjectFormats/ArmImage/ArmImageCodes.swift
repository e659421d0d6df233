package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let armImageCodes: [Diagnostic.Code] = [.armImageEntry, .armImageField, .armImageSize]

  package static let armImageEntry = Diagnostic.Code(
    "arm-image-entry", "the code of an Arm kernel header does not lead to SEC",
    explanation: """
      Firmware that is loaded as a kernel, such as edk2's ArmVirtXen and ArmVirtQemuKernel, has the header
      of a Linux kernel in front. Its first instructions are entered with the address of the device tree,
      and one of them jumps over the header to the volume with SEC. The jump is typed into the FDF as an
      instruction with its distance in words:

          0xff, 0x07, 0x00, 0x14    # b 0x2000, from offset 4

      It leads elsewhere, or there is none. The guest then executes what is there, and stops without a
      word. The usual cause is a header region that was resized.
      """,
    remedy: "Write the jump for the offset at which the first volume begins.")

  package static let armImageField = Diagnostic.Code(
    "arm-image-field", "a field of an Arm kernel header is not what firmware needs",
    explanation: """
      The header of an AArch64 Image (Linux, `arch/arm64/booting.rst`) says at which distance from a
      2 MB boundary it is to be loaded (text_offset), and in flags whether it is big-endian. Firmware of
      edk2 is little-endian, and its SEC core relocates itself by whole pages: the distance must be a
      multiple of 4 KB. With other values the guest stops before there is a console.
      """,
    remedy: "Copy the header from ArmVirtPkg/ArmVirtXen.fdf, and edit image_size and the jump.")

  package static let armImageSize = Diagnostic.Code(
    "arm-image-size", "the size in an Arm kernel header is not that of the flash device",
    explanation: """
      Xen and other loaders take from the header of an AArch64 Image (image_size), or of a zImage for
      32-bit Arm (start and end), how much memory an image needs, and place the device tree and other
      modules behind it. The header of firmware is typed as DATA into the FDF, once for each size:

          !if $(FD_SIZE_IN_MB) == 2
            0x00, 0x00, 0x20, 0x00, 0x00, 0x00, 0x00, 0x00, # image_size: 2 MB
          !endif

      It is not the size of the flash device. If it is smaller, the end of the firmware can be
      overwritten before it runs. The usual cause is a new size for which no line was added.
      """,
    remedy: "Write the size of the flash device, as a little-endian number.")
}
