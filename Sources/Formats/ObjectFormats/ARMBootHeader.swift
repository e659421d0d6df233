import Bytes
package import Vocabulary

/// The header by which boot loaders, QEMU and Xen on Arm recognise a Linux kernel, and firmware that is started like one.
package struct ARMBootHeader: Sendable {
  package let architecture: Architecture

  /// "ARM\x64" of an arm64 kernel (Linux, `arch/arm64/booting.rst`).
  private static let imageMagic: (offset: Int, value: UInt32) = (0x38, 0x644D_5241)
  /// The magic number of a zImage for ARM (Linux, `arch/arm/boot/compressed/head.S`).
  private static let zImageMagic: (offset: Int, value: UInt32) = (0x24, 0x016F_2818)

  /// nil if there is no such header at the start.
  package init?(parsing bytes: ArraySlice<UInt8>) {
    for (magic, architecture) in [(Self.imageMagic, Architecture.aarch64), (Self.zImageMagic, .arm)] {
      var reader = ByteReader(bytes.dropFirst(magic.offset))
      if (try? reader.read(UInt32.self)) == magic.value {
        self.architecture = architecture
        return
      }
    }
    return nil
  }
}
