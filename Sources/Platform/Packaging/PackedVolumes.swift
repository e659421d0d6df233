import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// The volumes of a platform that are packed so far, found by name.
struct PackedVolumes {
  let flash: FlashDescription
  private var volumes: [VolumeName: PackedVolume] = [:]

  init(_ flash: FlashDescription) { self.flash = flash }

  subscript(name: VolumeName) -> PackedVolume? { volumes[name] }

  mutating func add(_ volume: PackedVolume) { volumes[volume.name] = volume }

  /// The volume that a statement names. Nil for one that the FDF does not describe, which is an error in
  /// `diagnostics`, and for one that could not be packed, whose errors are reported already.
  func volume(_ name: Located<String>, diagnostics: inout DiagnosticList) -> PackedVolume? {
    guard flash.volume(named: name.value) != nil else {
      diagnostics.add(.volumeUnknown(name, flash: flash))
      return nil
    }
    return volumes[VolumeName(name.value)]
  }
}
