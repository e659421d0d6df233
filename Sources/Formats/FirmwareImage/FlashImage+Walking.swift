extension FlashImage {
  /// All volumes, each in front of those inside it, in the order of the image.
  package var allVolumes: [FirmwareVolume] { volumes.flatMap(\.withNestedVolumes) }
}

extension FirmwareVolume {
  /// This volume and all inside it.
  package var withNestedVolumes: [FirmwareVolume] {
    [self] + files.flatMap { $0.sections.flatMap(\.nestedVolumes) }
  }
}

extension Section {
  /// The sections directly inside; none when this is a leaf, a volume image, or closed.
  package var children: SectionStream? {
    switch payload {
    case .sections(let stream): stream
    case .encoded(let sections): sections.stream
    case .bytes, .volume: nil
    }
  }

  /// The volumes inside, at any depth.
  package var nestedVolumes: [FirmwareVolume] {
    if case .volume(let volume, _) = payload { return volume.withNestedVolumes }
    return children?.sections.flatMap(\.nestedVolumes) ?? []
  }

  /// What a user interface or version section says, without its terminator.
  package var text: String? {
    guard case .bytes(let bytes) = payload else { return nil }
    let stored =
      switch type {
      case .userInterface: bytes
      case .version: bytes.dropFirst(2)
      default: bytes.prefix(0)
      }
    guard type == .userInterface || type == .version else { return nil }
    var units: [UInt16] = []
    var index = stored.startIndex
    while index + 1 < stored.endIndex {
      let unit = UInt16(stored[index]) | UInt16(stored[index + 1]) << 8
      if unit == 0 { break }
      units.append(unit)
      index += 2
    }
    return String(decoding: units, as: UTF16.self)
  }
}

extension FFSFile {
  /// The name that the file's user interface section gives it.
  package var title: String? { sections.first { $0.type == .userInterface }?.text }
}
