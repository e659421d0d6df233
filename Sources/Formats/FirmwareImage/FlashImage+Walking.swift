extension FlashImage {
  /// All volumes in the order of the image, each before those nested in it.
  package var allVolumes: [FirmwareVolume] { volumes.flatMap(\.withNestedVolumes) }
}

extension FirmwareVolume {
  /// This volume and all nested in it.
  package var withNestedVolumes: [FirmwareVolume] {
    [self] + files.flatMap { $0.sections.flatMap(\.nestedVolumes) }
  }
}

extension Section {
  /// The sections directly in this one; nil for a leaf, a volume image, or an encapsulation that is not
  /// decoded.
  package var children: SectionStream? {
    switch payload {
    case .sections(let stream): stream
    case .encoded(let sections): sections.stream
    case .bytes, .volume: nil
    }
  }

  /// The volumes nested in it, at any depth.
  package var nestedVolumes: [FirmwareVolume] {
    if case .volume(let volume, _) = payload { return volume.withNestedVolumes }
    return children?.sections.flatMap(\.nestedVolumes) ?? []
  }

  /// The text of a user interface or version section, without its terminator.
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
  /// The name in the file's user interface section.
  package var title: String? { sections.first { $0.type == .userInterface }?.text }
}
