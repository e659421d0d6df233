import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// The volumes packed so far, by name.
struct PackedVolumes {
  let flash: FlashDescription
  private var volumes: [VolumeName: PackedVolume] = [:]

  init(_ flash: FlashDescription) { self.flash = flash }

  subscript(name: VolumeName) -> PackedVolume? { volumes[name] }

  mutating func add(_ volume: PackedVolume) { volumes[volume.name] = volume }

  /// The volume that a statement names. nil if the FDF does not define it, which adds an error to
  /// `diagnostics`, or if it could not be packed, which has been reported already.
  func volume(_ name: Located<VolumeName>, diagnostics: inout DiagnosticList) -> PackedVolume? {
    guard flash.volume(named: name.value) != nil else {
      diagnostics.add(.volumeUnknown(name, flash: flash))
      return nil
    }
    return volumes[name.value]
  }
}
