import Analysis
import Compression
import Diagnostics
import FirmwareImage

/// The images of a platform, or of a file or folder, read and measured.
struct Measurement: Sendable {
  struct Image: Sendable {
    var map: FlashMap
    var image: FlashImage
  }

  var images: [Image]
  var names = NameBook()
  var problems: [Diagnostic] = []

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
