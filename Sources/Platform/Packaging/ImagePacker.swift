import Bytes
package import Diagnostics
import FirmwareImage
import Manifests
package import PlatformModel

/// Packs the volumes and flash devices of a platform, innermost volumes first.
///
/// A volume that cannot be packed takes along those around it, and no other: one run reports every
/// volume that is too small.
package struct ImagePacker {
  let flash: FlashDescription
  let context: PackingContext
  var diagnostics = DiagnosticList()
  private var packed: [String: PackedVolume] = [:]
  private var failed: Set<String> = []
  private var overflows: [PackedOverflow] = []
  /// The volumes that are being packed, each for the one before it.
  private(set) var underway: [String] = []

  private init(_ flash: FlashDescription, context: PackingContext) {
    self.flash = flash
    self.context = context
  }

  /// The images of `platform`, with warnings, or every error that was found. Volumes that are too large are no
  /// error here: the plan says which they are.
  package static func pack(_ platform: ResolvedPlatform, context: PackingContext)
    async throws(DiagnosticError)
    -> (plan: ImagePlan, warnings: [Diagnostic])
  {
    guard let flash = platform.flash else { throw DiagnosticError(.platformWithoutFlash(platform)) }
    let missing = flash.placements.filter { context.modules.payloads(of: $0) == nil }
    guard missing.isEmpty else {
      let doubtful = flash.placements.filter { $0.fileGUID == FFSFile.volumeTopName }
      throw DiagnosticError(.modulesMissing(missing, doubtful: doubtful, from: context.modules))
    }

    var packer = ImagePacker(flash, context: context)
    var plan = ImagePlan()
    for volume in flash.volumes {
      if let packed = await packer.volume(named: volume.name) { plan.volumes.append(packed) }
    }
    for device in flash.devices where !packer.isTooSmall(device) {
      if let packed = packer.pack(device) { plan.devices.append(packed) }
    }
    plan.overflows = packer.overflows
    try packer.diagnostics.throwIfErrors()
    return (plan, packer.diagnostics.all)
  }

  /// The packed volume; nil when it, or a volume inside it, cannot be packed. The errors are in
  /// `diagnostics`.
  mutating func volume(named name: String) async -> PackedVolume? {
    let key = name.lowercased()
    if let done = packed[key] { return done }
    guard !failed.contains(key), let description = flash.volume(named: name) else { return nil }
    guard !underway.contains(key) else {
      diagnostics.add(.volumeInItself(description))
      return nil
    }
    underway.append(key)
    defer { underway.removeLast() }
    guard let result = await pack(description) else {
      failed.insert(key)
      return nil
    }
    packed[key] = result
    return result
  }

  private mutating func pack(_ description: VolumeDescription) async -> PackedVolume? {
    var streams: [PackedStream] = []
    var files: [FilePlan] = description.aprioriLists.map { $0.plan }
    var isComplete = true
    for file in description.files {
      switch file {
      case .module(let placement):
        guard let payloads = context.modules.payloads(of: placement) else { continue }
        var maker = ModuleFile(placement, payloads: payloads)
        files.append(maker.plan())
        diagnostics.add(contentsOf: maker.diagnostics.all)
        isComplete = isComplete && !maker.diagnostics.hasErrors
      case .statement(let statement):
        let made = await plan(of: statement, streams: &streams)
        if let made { files.append(made) }
        isComplete = isComplete && made != nil
      }
    }
    // From here on every file is bytes; only their places are open.
    guard isComplete, var placed = place(description, files: files) else { return nil }
    // From here on no offset changes.
    rebase(&placed, description)
    setResetVector(&placed, description)
    return PackedVolume(name: description.name, placed: placed, bytes: placed.bytes(), streams: streams)
  }

  private mutating func place(_ description: VolumeDescription, files: [FilePlan]) -> PlacedVolume? {
    var plan = VolumePlan(
      size: description.planSize, attributes: description.planAttributes,
      extendedHeader: description.extendedHeader(context: context, diagnostics: &diagnostics), files: files)
    do throws(VolumePlanError) {
      do throws(VolumePlanError) {
        return try plan.placed()
      } catch {
        guard case .overflow(let overflow) = error else { throw error }
        overflows.append(PackedOverflow(overflow, description))
        plan.size = plan.size.enlarged(to: overflow.needed)
        return try plan.placed()
      }
    } catch {
      diagnostics.add(.volumeImpossible(error, description))
      return nil
    }
  }

  /// Whether a volume of the device, or one inside it, has no room.
  private func isTooSmall(_ device: FlashDevice) -> Bool {
    let names = device.regions.flatMap { region -> [String] in
      if case .volumes(let names) = region.content { names.map(\.value) } else { [] }
    }
    return names.contains { name in
      let inside = packed[name.lowercased()].map { [name] + $0.streams.flatMap(\.volumes) } ?? [name]
      return overflows.contains { overflow in
        inside.contains { $0.lowercased() == overflow.volume.lowercased() }
      }
    }
  }

  /// The device's image; nil when a volume in it failed.
  private mutating func pack(_ device: FlashDevice) -> PackedDevice? {
    var regions: [FlashRegionPlan] = []
    for region in device.regions {
      guard let bytes = contents(of: region, in: device) else { return nil }
      guard bytes.count <= region.size else {
        diagnostics.add(.regionOverflow(region, bytes: bytes.count, device: device))
        return nil
      }
      regions.append(
        FlashRegionPlan(
          region.basePCD ?? device.name, offset: region.offset, size: region.size, bytes: bytes))
    }
    let plan = FlashPlan(
      size: device.size, eraseByte: device.erasePolarity == .one ? 0xFF : 0x00, regions: regions)
    do throws(FlashPlanError) {
      let bytes = try plan.bytes()
      checkPVHHeader(of: device, bytes: bytes)
      return PackedDevice(description: device, bytes: bytes)
    } catch {
      diagnostics.add(.deviceImpossible(error, device: device))
      return nil
    }
  }

  private mutating func contents(of region: FlashRegion, in device: FlashDevice) -> [UInt8]? {
    switch region.content {
    case .empty: return []
    case .data(let bytes): return bytes
    case .volumes(let names):
      var bytes: [UInt8] = []
      for name in names {
        guard flash.volume(named: name.value) != nil else {
          diagnostics.add(.volumeUnknown(name, flash: flash))
          return nil
        }
        guard let volume = packed[name.value.lowercased()] else { return nil }
        bytes += volume.bytes
      }
      return bytes
    case .files(let paths):
      let parts = paths.compactMap { context.read($0, diagnostics: &diagnostics) }
      return parts.count == paths.count ? parts.flatMap { $0 } : nil
    case .modules(let placements):
      return placements.compactMap { context.modules.payloads(of: $0)?.first }.flatMap { $0 }
    case .pvhHeader(let request): return pvhHeader(request, region: region, device: device)
    }
  }
}

extension ModulePayloads {
  /// The bytes of the first leaf.
  fileprivate var first: [UInt8]? {
    leaves.first?.payload
  }
}

extension FlashDescription {
  /// Every module that a volume or region takes.
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

extension AprioriList {
  /// The file that lists them: the GUIDs one behind the other in a RAW section (PI 1.8 Vol 1, 8.2; Vol 2, 10.3).
  fileprivate var plan: FilePlan {
    FilePlan(
      phase == .pei ? FFSFile.peiAprioriName : FFSFile.dxeAprioriName, type: .freeform,
      contents: .sections([SectionPlan(.raw, payload: files.flatMap(\.mixedEndianBytes))]))
  }
}
