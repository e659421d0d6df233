import Bytes
import ObjectFormats

/// The first bytes of a volume (PI 1.8 Vol 3, 3.2.1), in which a processor starts.
struct ZeroVector {
  /// Address of the volume.
  let base: UInt64
  /// Address of the entry point of SEC; nil if the volume has none.
  let sec: UInt64?
  /// Address of the entry point of the PEI core; nil if the volume has none.
  let pei: UInt64?

  enum Format {
    case arm, aarch64, riscv64, loongArch64

    /// nil for a processor that does not start at the first byte of a volume.
    ///
    /// - Parameter hasPE32: whether the volume has a PE32 section that GenFv may rebase. On RISC-V, GenFv writes
    ///   no vector into a volume of which all executables are TE images.
    init?(_ machine: Machine, hasPE32: Bool) {
      switch machine {
      case .arm, .armOnly: self = .arm
      case .aarch64: self = .aarch64
      case .riscv64 where hasPE32: self = .riscv64
      case .loongArch64: self = .loongArch64
      default: return nil
      }
    }
  }

  /// At most 16 bytes, zeros follow; nil if SEC is out of range of the branch.
  func bytes(_ format: Format) -> [UInt8]? {
    switch format {
    case .arm: arm
    case .aarch64: aarch64
    case .riscv64: riscv64
    case .loongArch64: loongArch64
    }
  }

  /// Distance of SEC from the start of the volume, in bytes.
  private var distance: UInt64? { sec.map { $0 &- base } }

  /// Two little-endian 64-bit words: `B` to the entry point of SEC, and the address of the entry point of PEI.
  private var aarch64: [UInt8]? {
    let branch: UInt64 = 0x1400_0000
    let reach: UInt64 = 0x03FF_FFFF
    var vector = ByteWriter(capacity: 16)
    let words = distance.map { $0 >> 2 }
    if let words, words > reach { return nil }
    vector.write(words.map { $0 | branch } ?? 0)
    vector.write(pei ?? 0)
    return vector.bytes
  }

  /// Four little-endian 32-bit words: a branch to the entry point of SEC, the address of the entry point of
  /// PEI, `movs pc, lr` for a debugger's SWI, and zero.
  private var arm: [UInt8]? {
    // BL and BLX are relative to the address two instructions ahead; BLX has the half-word in bit 24.
    let branchToARM: UInt32 = 0xEB00_0000
    let branchToThumb: UInt32 = 0xFA00_0000
    let returnFromException: UInt32 = 0xE1B0_F07E
    let reach: UInt64 = 0xFF_FFFF
    var vector = ByteWriter(capacity: 16)
    if let sec, let distance {
      guard distance <= reach, distance >= 8 else { return nil }
      let ahead = UInt32(truncatingIfNeeded: distance) - 8
      let isThumb = sec & 1 != 0
      vector.write(isThumb ? branchToThumb | (ahead & 2) << 23 | ahead >> 2 : branchToARM | ahead >> 2)
    } else {
      vector.write(UInt32(0))
    }
    vector.write(UInt32(truncatingIfNeeded: pei ?? 0))
    vector.write(sec == nil ? 0 : returnFromException)
    vector.write(UInt32(0))
    return vector.bytes
  }

  /// `JAL x0` to the entry point of SEC (RISC-V unprivileged ISA, "Unconditional Jumps"), which
  /// reaches 1 MiB ahead.
  private var riscv64: [UInt8]? {
    guard let distance else { return [] }
    guard distance < 0x10_0000 else { return nil }
    let offset = UInt32(truncatingIfNeeded: distance)
    // The immediate is in the order 20, 10 to 1, 11, 19 to 12.
    let immediate = (offset & 0x7FE) << 20 | (offset & 0x800) << 9 | offset & 0xF_F000
    return Self.bytes(0x6F | immediate)
  }

  /// `B` to the entry point of SEC (LoongArch Reference Manual, volume 1, "Branch Instructions").
  /// GenFv stores 26 bits of the distance in bytes, so that it reaches 64 MiB.
  private var loongArch64: [UInt8]? {
    guard let distance else { return [] }
    guard distance < 1 << 26 else { return nil }
    let words = UInt32(truncatingIfNeeded: distance >> 2)
    return Self.bytes(0x5000_0000 | (words & 0xFFFF) << 10 | words >> 16)
  }

  private static func bytes(_ instruction: UInt32) -> [UInt8] {
    var writer = ByteWriter(capacity: 4)
    writer.write(instruction)
    return writer.bytes
  }
}
