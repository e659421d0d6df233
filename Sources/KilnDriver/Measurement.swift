import Analysis
import Compression
import Diagnostics
import FirmwareImage
import Manifests
import Packaging
import PlatformModel

/// The images of a platform, or of a file or folder, read and measured.
struct Measurement: Sendable {
  struct Image: Sendable {
    var map: FlashMap
    var image: FlashImage
  }

  var images: [Image]
  var names = NameBook()
  var problems: [Diagnostic] = []
  /// Volumes that need more than they have.
  var overflows: [PackedOverflow] = []

  var maps: [FlashMap] { images.map(\.map) }

  /// What every file costs in flash; of images that hold nothing but what another one holds, none.
  func attributions(symbols: (any SymbolSource)? = nil) async -> [SizeAttribution] {
    var seen: Set<String> = []
    let chosen = images.sorted { $1.map.volumes.count < $0.map.volumes.count }.filter { image in
      let names = image.map.volumes.filter { !$0.files.isEmpty }.map(\.name)
      defer { seen.formUnion(names) }
      return !seen.isSuperset(of: names)
    }
    return await withTaskGroup(of: (Int, SizeAttribution).self) { group in
      for (index, image) in chosen.enumerated() {
        group.addTask { [names] in
          (index, SizeAttribution(image.image, names: names, ledgers: LZMALedgers(), symbols: symbols))
        }
      }
      var found: [Int: SizeAttribution] = [:]
      for await (index, attribution) in group { found[index] = attribution }
      return chosen.indices.compactMap { found[$0] }
    }
  }
}

extension Measurement {
  /// Adds the devices that cannot be written, because a volume has no room in them.
  mutating func add(_ plan: ImagePlan, of platform: ResolvedPlatform) {
    var volumes: [String: FirmwareVolume] = [:]
    for packed in plan.volumes {
      let image = FlashImage.parse(packed.bytes, path: packed.name, decoder: SectionCodecs()).image
      volumes[packed.name.lowercased()] = image.volumes.first
    }
    overflows = plan.overflows
    let rooms = Dictionary(overflows.map { ($0.volume, $0.size) }) { first, _ in first }
    let packed = Set(plan.devices.map(\.name))
    for device in platform.flash?.devices ?? [] where device.isFlash && !packed.contains(device.name) {
      let held = device.regions.compactMap { region -> FirmwareVolume? in
        guard case .volumes(let names) = region.content, let name = names.first else { return nil }
        return volumes[name.value.lowercased()]
      }
      images.append(
        Image(
          map: FlashMap(planned: device, volumes: volumes, rooms: rooms, names: names),
          image: FlashImage(held.map { .volume($0) })))
    }
  }
}
