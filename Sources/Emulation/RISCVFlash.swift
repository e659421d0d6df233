/// Starts edk2's firmware for RISC-V in a QEMU older than 8.1, which takes flash unit 0 for firmware in machine mode.
///
/// Without a file for unit 0, QEMU starts its own OpenSBI, and OpenSBI a kernel where its first segment is loaded
/// (`hw/riscv/boot.c`). So the code is passed as a kernel, an ELF program that is loaded into flash; the variables
/// are loaded behind it, and changes to them are lost at the end. No kernel can be passed to the firmware then.
package enum RISCVFlash {
  /// The address of unit 0 (QEMU, `hw/riscv/virt.c`, VIRT_FLASH).
  package static let codeAddress: UInt64 = 0x2000_0000
  /// The address of unit 1, half of the 64 MiB further.
  package static let variablesAddress: UInt64 = 0x2200_0000
}
