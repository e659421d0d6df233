package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let emulationCodes: [Diagnostic.Code] = [
    .flashSize
  ]

  package static let flashSize = Diagnostic.Code(
    "flash-size", "an image has a size that QEMU cannot map as flash",
    explanation: """
      QEMU would refuse the image when the guest starts, so kiln says so before. The x86 machines
      map pflash in pages: a file must be a non-zero multiple of 4096 bytes, and all files together
      at most 8 MiB unless max-fw-size is raised. The `virt` machines have two chips of 64 MiB (AARCH64,
      ARM), 32 MiB (RISCV64) or 16 MiB (LOONGARCH64) and accept no other size; `kiln boot` pads a copy of
      a smaller file.

          -machine q35,max-fw-size=16777216
      """,
    remedy: "Set the FD's Size accordingly, pad a copy with `truncate`, or raise max-fw-size on an x86 "
      + "machine.")
}
