package import Diagnostics
import FirmwareImage
package import PlatformModel

/// Packs the volumes and flash devices of a platform.
///
/// If a volume cannot be packed, only the volumes that contain it fail too, so one run reports every volume
/// that is too small.
package enum ImagePacker {
  /// The images of `platform` with warnings, or all errors. A volume that overflows is not an error here: it is
  /// listed in `overflows` of the plan.
  package static func pack(_ platform: ResolvedPlatform, context: PackingContext)
    async throws(DiagnosticError)
    -> (plan: ImagePlan, warnings: [Diagnostic])
  {
    guard let flash = platform.flash else { throw DiagnosticError(.platformWithoutFlash(platform)) }
    try checkModules(of: flash, in: context.modules)

    var plan = ImagePlan()
    var packer = VolumePacker(flash, context: context)
    for volume in flash.volumes {
      if let packed = await packer.pack(volume) { plan.volumes.append(packed) }
    }
    plan.overflows = packer.overflows
    var diagnostics = packer.diagnostics

    let assembler = DeviceAssembler(context: context, volumes: packer.volumes)
    let tooLarge = Set(packer.overflows.map(\.volume))
    for device in flash.devices where flash.volumes(in: device).isDisjoint(with: tooLarge) {
      if let packed = assembler.pack(device, diagnostics: &diagnostics) { plan.devices.append(packed) }
    }
    try diagnostics.throwIfErrors()
    return (plan, diagnostics.all)
  }

  /// Checks that every module that the platform places has payloads.
  private static func checkModules(
    of flash: FlashDescription, in source: any ModuleSource
  ) throws(DiagnosticError) {
    let missing = flash.placements.filter { source.payloads(of: $0) == nil }
    guard missing.isEmpty else {
      let doubtful = flash.placements.filter { $0.fileGUID == FFSFile.volumeTopName }
      throw DiagnosticError(.modulesMissing(missing, doubtful: doubtful, from: source))
    }
  }
}

extension FlashDescription {
  /// Every module that a volume or region places.
  package var placements: [ModulePlacement] {
    let inVolumes = volumes.flatMap(\.files).compactMap { file in
      if case .module(let placement) = file { placement } else { nil }
    }
    let inRegions = devices.flatMap(\.regions).flatMap { region in
      if case .modules(let placements) = region.content { placements } else { [ModulePlacement]() }
    }
    return inVolumes + inRegions
  }
}
