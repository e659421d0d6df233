import Diagnostics
import FirmwareImage
import Manifests
import PlatformModel
import Vocabulary

/// Fills the regions of flash devices with packed volumes, data, files and modules.
struct DeviceAssembler {
  let context: PackingContext
  let volumes: PackedVolumes

  /// The image of the device; nil if a region has an error or contains a volume that could not be packed.
  func pack(_ device: FlashDevice, diagnostics: inout DiagnosticList) -> PackedDevice? {
    let pvh = PVHPlacement(on: device, in: volumes.flash)
    var regions: [FlashRegionPlan] = []
    for region in device.regions {
      guard let bytes = contents(of: region, pvh: pvh, diagnostics: &diagnostics) else { return nil }
      guard bytes.count <= region.size else {
        diagnostics.add(.regionOverflow(region, bytes: bytes.count, device: device))
        return nil
      }
      regions.append(
        FlashRegionPlan(
          region.basePCD ?? device.name.text, offset: region.offset, size: region.size, bytes: bytes))
    }
    let plan = FlashPlan(
      size: device.size, eraseByte: device.erasePolarity == .one ? 0xFF : 0x00, regions: regions)
    do throws(FlashPlanError) {
      let bytes = try plan.bytes()
      pvh.check(bytes, diagnostics: &diagnostics)
      return PackedDevice(description: device, bytes: bytes)
    } catch {
      diagnostics.add(.deviceImpossible(error, device: device))
      return nil
    }
  }

  private func contents(
    of region: FlashRegion, pvh: PVHPlacement, diagnostics: inout DiagnosticList
  ) -> [UInt8]? {
    switch region.content {
    case .empty: return []
    case .data(let bytes): return bytes
    case .volumes(let names):
      var bytes: [UInt8] = []
      for name in names {
        guard let volume = volumes.volume(name, diagnostics: &diagnostics) else { return nil }
        bytes += volume.bytes
      }
      return bytes
    case .files(let paths):
      let parts = paths.compactMap { context.read($0, diagnostics: &diagnostics) }
      return parts.count == paths.count ? parts.flatMap { $0 } : nil
    case .modules(let placements):
      return placements.compactMap { context.modules.payloads(of: $0)?.leaves.first?.payload }.flatMap { $0 }
    case .pvhHeader(let request): return pvh.header(request, in: region, diagnostics: &diagnostics)
    }
  }
}
