package import Manifests
package import Vocabulary

extension VolumeDescription {
  /// The volumes that FILE statements place in this one, each once, in order.
  package var innerVolumes: [VolumeName] {
    var names: [VolumeName] = []
    for case .statement(let file) in files {
      let inside: [VolumeName] =
        switch file.statement.body {
        case .volume(let name): [name.value]
        case .sections(let sections): sections.flatMap(\.innerVolumes)
        case .flashDevice, .files: []
        }
      for name in inside where !names.contains(name) { names.append(name) }
    }
    return names
  }
}

extension FDFSection {
  /// The volumes in the section, at any depth.
  package var innerVolumes: [VolumeName] {
    switch content {
    case .volumeImage: volume.map { [$0] } ?? []
    case .compressed(_, let inner), .guided(_, let inner): inner.flatMap(\.innerVolumes)
    case .leaf, .depex: []
    }
  }

  /// The volume whose image the section contains.
  package var volume: VolumeName? {
    if case .volumeImage(.reference(let name)) = content { name.value } else { nil }
  }
}
