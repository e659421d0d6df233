import Manifests
import PlatformModel
import Vocabulary

extension FlashDescription {
  /// The volumes in the regions of a device, with those nested in them at any depth.
  func volumes(in device: FlashDevice) -> Set<VolumeName> {
    var found: Set<VolumeName> = []
    var waiting = device.regions.flatMap { region -> [VolumeName] in
      if case .volumes(let names) = region.content { names.map(\.value) } else { [] }
    }
    while let name = waiting.popLast() {
      guard found.insert(name).inserted, let volume = volume(named: name) else { continue }
      waiting += volume.innerVolumes
    }
    return found
  }
}

extension VolumeDescription {
  /// The volumes that FILE statements place in this one, each once, in order.
  var innerVolumes: [VolumeName] {
    var names: [VolumeName] = []
    for case .statement(let file) in files {
      let inside: [VolumeName] =
        switch file.statement.body {
        case .volume(let name): [name.value]
        case .sections(let sections): sections.flatMap(\.volumes)
        case .flashDevice, .files: []
        }
      for name in inside where !names.contains(name) { names.append(name) }
    }
    return names
  }
}

extension FDFSection {
  /// The volumes in the section, at any depth.
  fileprivate var volumes: [VolumeName] {
    switch content {
    case .volumeImage: volume.map { [$0] } ?? []
    case .compressed(_, let inner), .guided(_, let inner): inner.flatMap(\.volumes)
    case .leaf, .depex: []
    }
  }

  /// The volume whose image the section contains.
  var volume: VolumeName? {
    if case .volumeImage(.reference(let name)) = content { name.value } else { nil }
  }
}
