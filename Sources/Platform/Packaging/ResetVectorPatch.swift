import Bytes
import Diagnostics
import FirmwareImage
import ObjectFormats
import PlatformModel

/// Patches the reset vector: on ARM the first bytes of the volume; on IA32 and X64 the volume top file, if it
/// asks for it (GenFv, `UpdateArmResetVectorIfNeeded` and `UpdateResetVector`).
struct ResetVectorPatch {
  private let description: VolumeDescription
  private let base: UInt64

  /// nil for a volume without a base address, as no processor starts in it.
  init?(_ description: VolumeDescription) {
    guard let base = description.baseAddress, base != 0 else { return nil }
    self.description = description
    self.base = base
  }

  func apply(to volume: inout PlacedVolume, diagnostics: inout DiagnosticList) {
    let sec = core(.securityCore, in: volume)
    let pei = core(.peiCore, in: volume)
    let vector: [UInt8]?
    switch (pei ?? sec)?.machine {
    case .aarch64: vector = aarch64Vector(sec: sec, pei: pei)
    case .arm, .armOnly: vector = armVector(sec: sec, pei: pei)
    default: return checkVolumeTop(of: volume, diagnostics: &diagnostics)
    }
    guard let vector else { return diagnostics.add(.resetVectorTooFar(description)) }
    volume.setZeroVector(vector)
  }

  private struct Core {
    let machine: Machine
    let entryAddress: UInt64
  }

  /// The executable of the volume's first file of the type.
  private func core(_ type: FFSFile.FileType, in volume: PlacedVolume) -> Core? {
    for file in volume.files where file.type == type {
      guard case .sections(let sections) = file.contents,
        let index = file.payloads.firstIndex(where: { $0.type == .pe32 || $0.type == .te }),
        let image = try? ExecutableImage(parsing: sections.sections[index].plan.payload[...])
      else { continue }
      let address = image.base(whenAt: base &+ UInt64(file.payloads[index].offset))
      return Core(machine: image.machine, entryAddress: address &+ UInt64(image.entryPoint))
    }
    return nil
  }

  /// Two little-endian 64-bit words: `B` to the entry point of SEC, and the address of the entry point of PEI.
  /// nil if SEC is out of range of the branch.
  private func aarch64Vector(sec: Core?, pei: Core?) -> [UInt8]? {
    let branch: UInt64 = 0x1400_0000
    let reach: UInt64 = 0x03FF_FFFF
    var vector = ByteWriter(capacity: 16)
    let words = sec.map { ($0.entryAddress &- base) >> 2 }
    if let words, words > reach { return nil }
    vector.write(words.map { $0 | branch } ?? 0)
    vector.write(pei?.entryAddress ?? 0)
    return vector.bytes
  }

  /// Four little-endian 32-bit words: a branch to the entry point of SEC, the address of the entry point of
  /// PEI, `movs pc, lr` for a debugger's SWI, and zero. nil if SEC is out of range of the branch.
  private func armVector(sec: Core?, pei: Core?) -> [UInt8]? {
    // BL and BLX are relative to the address two instructions ahead; BLX has the half-word in bit 24.
    let branchToARM: UInt32 = 0xEB00_0000
    let branchToThumb: UInt32 = 0xFA00_0000
    let returnFromException: UInt32 = 0xE1B0_F07E
    let reach: UInt64 = 0xFF_FFFF
    var vector = ByteWriter(capacity: 16)
    if let sec {
      let offset = sec.entryAddress &- base
      guard offset <= reach, offset >= 8 else { return nil }
      let ahead = UInt32(truncatingIfNeeded: offset) - 8
      let isThumb = sec.entryAddress & 1 != 0
      vector.write(isThumb ? branchToThumb | (ahead & 2) << 23 | ahead >> 2 : branchToARM | ahead >> 2)
    } else {
      vector.write(UInt32(0))
    }
    vector.write(UInt32(truncatingIfNeeded: pei?.entryAddress ?? 0))
    vector.write(sec == nil ? 0 : returnFromException)
    vector.write(UInt32(0))
    return vector.bytes
  }

  /// Reports a volume top file that ends at 4 GiB without the mark `VTF\0` 20 bytes before its end. GenFv would
  /// write the entry point of SEC into it, in a format that no platform of OVMF or ArmVirt uses.
  private func checkVolumeTop(of volume: PlacedVolume, diagnostics: inout DiagnosticList) {
    guard base &+ UInt64(volume.size) == 1 << 32,
      let top = volume.files.first(where: { $0.name == FFSFile.volumeTopName })
    else { return }
    let bytes: [UInt8] =
      switch top.contents {
      case .bytes(let bytes): bytes
      case .sections(let sections): sections.sections.last?.plan.payload ?? []
      }
    if !bytes.suffix(20).starts(with: [0x56, 0x54, 0x46, 0x00]) {
      diagnostics.add(.resetVectorUnmarked(description))
    }
  }
}

extension Diagnostic {
  static func resetVectorTooFar(_ volume: VolumeDescription) -> Diagnostic {
    Diagnostic(
      .resetVectorReach, at: .source(volume.range),
      "the entry point of SEC is too far from the start of \(volume.name) for a branch",
      fix: "place the SEC module first in the volume")
  }

  static func resetVectorUnmarked(_ volume: VolumeDescription) -> Diagnostic {
    Diagnostic(
      .resetVectorUnmarked, at: .source(volume.range),
      "the volume top file of \(volume.name) has no 'VTF\\0' mark, and kiln does not patch an entry point into it",
      fix: "use a reset vector built from UefiCpuPkg's Vtf0, as OVMF does")
  }
}
