import Bytes
import Manifests
import PlatformModel

/// The GUIDs of the GUIDed sections in a platform's volumes.
enum GuidedSections {
  static func guids(of platform: ResolvedPlatform) -> Set<GUID> {
    var found: Set<GUID> = []
    guard let flash = platform.flash else { return found }
    for volume in flash.volumes {
      collect(volume.syntax, &found)
      for case .module(let module) in volume.files { collect(module.rule.sections, &found) }
    }
    for device in flash.devices {
      for region in device.regions {
        if case .modules(let modules) = region.content {
          for module in modules { collect(module.rule.sections, &found) }
        }
      }
    }
    return found
  }

  private static func collect(_ volume: FDFVolume, _ found: inout Set<GUID>) {
    for case .file(let file) in volume.entries {
      if case .sections(let sections) = file.body { collect(sections, &found) }
    }
  }

  private static func collect(_ sections: [FDFSection], _ found: inout Set<GUID>) {
    for section in sections {
      switch section.content {
      case .guided(let head, let inner):
        if case .guid(let guid)? = head.guid?.value { found.insert(guid) }
        collect(inner, &found)
      case .compressed(_, let inner): collect(inner, &found)
      case .volumeImage(.inPlace(let volume)): collect(volume, &found)
      case .leaf, .volumeImage, .depex: break
      }
    }
  }
}
