import Compression
import Diagnostics
import FirmwareImage
import Inspection
import Manifests
import Packaging
import PlatformModel
import Sizes
import Vocabulary

/// The measured images of a platform, file or folder.
struct Measurement: Sendable {
  struct Image: Sendable {
    var map: FlashMap
    var image: FlashImage
    /// The file that it was read from; nil for an image in memory.
    var file: VariantRecord.Image?
    /// All bytes of that file, which the image shares.
    var bytes: [UInt8] = []
  }

  var images: [Image]
  var names = NameBook()
  var problems: [Diagnostic] = []
  /// Volumes that are too small for their files.
  var overflows: [PackedOverflow] = []

  var maps: [FlashMap] { images.map(\.map) }

  /// The costs of an image's files, with the names of the images that have the same contents.
  struct Attributed: Sendable {
    var names: [String]
    var attribution: SizeAttribution
  }

  /// The costs of all files in flash, without images whose contents are all in another image.
  func attributions(symbols: (any SymbolSource)? = nil) async -> [SizeAttribution] {
    await attributed(symbols: symbols).map(\.attribution)
  }

  /// The same with the names of the images, in their order.
  func attributed(symbols: (any SymbolSource)? = nil) async -> [Attributed] {
    let chosen = distinct
    return await withTaskGroup(of: (Int, SizeAttribution).self) { group in
      for (index, choice) in chosen.enumerated() {
        group.addTask { [names, image = images[choice.image].image] in
          (index, SizeAttribution(image, names: names, ledgers: LZMALedgers(), symbols: symbols))
        }
      }
      var found: [Int: SizeAttribution] = [:]
      for await (index, attribution) in group { found[index] = attribution }
      return chosen.indices.compactMap { index in
        found[index].map { Attributed(names: chosen[index].names, attribution: $0) }
      }
    }
  }

  /// The images that are not contained in a larger one, each with the names of those with the same contents.
  private var distinct: [(image: Int, names: [String])] {
    var chosen: [Int] = []
    let held = images.map { $0.map.volumes.filter { !$0.files.isEmpty }.map(Contents.init) }
    let ranked = images.indices.sorted {
      (images[$1].map.volumes.count, $0) < (images[$0].map.volumes.count, $1)
    }
    for index in ranked {
      let seen = chosen.flatMap { held[$0] }
      if !held[index].allSatisfy(seen.contains) { chosen.append(index) }
    }
    return chosen.sorted().map { choice in
      let same = images.indices.filter { other in
        other == choice
          || (!chosen.contains(other) && held[other].count == held[choice].count
            && held[other].allSatisfy(held[choice].contains))
      }
      return (choice, same.map { images[$0].map.name })
    }
  }

  /// The identity of a volume's contents, as volumes of two builds have the same names.
  private struct Contents: Equatable {
    var name: String
    var files: [FileUsage]

    init(_ volume: VolumeUsage) {
      name = volume.name
      files = volume.files
    }
  }
}

extension Measurement {
  /// Adds the devices that cannot be written because a volume overflows.
  mutating func add(_ plan: ImagePlan, of platform: ResolvedPlatform) {
    var volumes: [VolumeName: FirmwareVolume] = [:]
    for packed in plan.volumes {
      let image = FlashImage.parse(packed.bytes, path: packed.name.text, decoder: SectionCodecs()).image
      volumes[packed.name] = image.volumes.first
    }
    overflows = plan.overflows
    let rooms = Dictionary(overflows.map { ($0.volume, $0.size) }) { first, _ in first }
    let packed = Set(plan.devices.map(\.name))
    for device in platform.flash?.devices ?? [] where device.isFlash && !packed.contains(device.name) {
      let held = device.regions.compactMap { region -> FirmwareVolume? in
        guard case .volumes(let names) = region.content, let name = names.first else { return nil }
        return volumes[name.value]
      }
      images.append(
        Image(
          map: FlashMap(planned: device, volumes: volumes, rooms: rooms, names: names),
          image: FlashImage(held.map { .volume($0) })))
    }
  }
}
