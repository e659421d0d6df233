import Analysis
import Compression
import Diagnostics
import FirmwareImage
import PlatformModel

/// A flash image with the map of it.
struct MeasuredImage: Sendable {
  var image: FlashImage
  var map: FlashMap
}

/// What a platform, or an image by itself, was found to be.
struct Measured {
  /// The platform's name, or that of the image's file.
  var subject: String
  /// Nil of an image by itself.
  var platform: ResolvedPlatform?
  var images: [MeasuredImage]
  var check: BudgetCheck
  var exceeded: [Diagnostic]
  var warnings: [Diagnostic]

  var names: NameBook { platform.map { NameBook($0) } ?? NameBook() }
}

extension [MeasuredImage] {
  /// The images with what their files cost. The books of a compressed stream take time: of an image that holds
  /// nothing but volumes of the images before it none are opened.
  func attributed(names: NameBook) -> [(map: FlashMap, attribution: SizeAttribution?)] {
    var seen: Set<String> = []
    return map { measured in
      let volumes = measured.map.volumes.map(\.name)
      defer { seen.formUnion(volumes) }
      guard !seen.isSuperset(of: volumes) else { return (measured.map, nil) }
      return (measured.map, SizeAttribution(measured.image, names: names, ledgers: LZMALedgers()))
    }
  }
}
