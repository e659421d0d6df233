import Bytes
import Diagnostics
import FirmwareImage
import ObjectFormats
import PlatformModel

/// Patches the reset vector: on IA32 and X64 the volume top file, if it asks for it, and on all others the first
/// bytes of the volume (GenFv, `UpdateArmResetVectorIfNeeded`, `UpdateRiscvResetVectorIfNeeded`,
/// `UpdateLoongArchResetVectorIfNeeded` and `UpdateResetVector`).
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
    guard let machine = (pei ?? sec)?.machine,
      let format = ZeroVector.Format(machine, hasPE32: hasPE32(volume))
    else { return checkVolumeTop(of: volume, diagnostics: &diagnostics) }
    let vector = ZeroVector(base: base, sec: sec?.entryAddress, pei: pei?.entryAddress)
    guard let bytes = vector.bytes(format) else { return diagnostics.add(.resetVectorTooFar(description)) }
    volume.setZeroVector(bytes)
  }

  /// Whether a file that GenFv may rebase has a PE32 section.
  private func hasPE32(_ volume: PlacedVolume) -> Bool {
    volume.files.contains { file in
      Rebasing.types(in: file.type).contains(.pe32) && file.payloads.contains { $0.type == .pe32 }
    }
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
