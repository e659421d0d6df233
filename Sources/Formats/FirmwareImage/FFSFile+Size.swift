internal import Bytes

// Sizes of parts of an image, computed without writing it. All in bytes.

extension Section {
  /// The size of the payload after the header. For an encapsulation that must be encoded again, the decoded
  /// size.
  package var payloadSize: Int {
    switch payload {
    case .bytes(let bytes): bytes.count
    case .volume(let volume, let trailing): volume.length + trailing.count
    case .sections(let stream): stream.size
    case .encoded(let sections): sections.encoded?.count ?? sections.stream.size
    }
  }

  package var headerSize: Int {
    SectionHeader(type: type, fields: fields, hasExtendedSize: hasExtendedSize).size(payload: payloadSize)
  }

  package var size: Int { headerSize + payloadSize }
}

extension SectionStream {
  package var size: Int {
    items.reduce(0) { end, item in
      switch item {
      case .section(let section): end.aligned(to: 4) + section.size
      case .opaque(let bytes): end + bytes.count
      }
    }
  }

  /// The sections with their offsets from the start of the stream.
  package var placedSections: [(offset: Int, section: Section)] {
    var end = 0
    var placed: [(offset: Int, section: Section)] = []
    for item in items {
      switch item {
      case .opaque(let bytes): end += bytes.count
      case .section(let section):
        placed.append((end.aligned(to: 4), section))
        end = end.aligned(to: 4) + section.size
      }
    }
    return placed
  }
}

extension FFSFile {
  /// The size with header, without the padding up to the next file.
  package var size: Int {
    switch contents {
    case .sections(let stream): headerSize + stream.size
    case .bytes(let bytes): headerSize + bytes.count
    case .fill(_, let count): headerSize + count
    case .extendedHeader(let header, let trailing): headerSize + header.size + trailing.count
    }
  }
}

extension FirmwareVolume {
  /// The files with the offsets of their headers from the start of the volume.
  package var placedFiles: [(offset: Int, file: FFSFile)] {
    guard case .files(let items) = contents else { return [] }
    var end = headerLength
    var placed: [(offset: Int, file: FFSFile)] = []
    for item in items {
      switch item {
      case .opaque(let bytes): end += bytes.count
      case .file(let file):
        end = end.aligned(to: 8)
        placed.append((end, file))
        end += file.size
      }
    }
    return placed
  }

  /// The size of header, files and padding, without the free space after the last file or before a volume top
  /// file. A volume without files counts as full.
  package var usedSize: Int {
    guard case .files(let items) = contents else { return length }
    var end = headerLength
    var free = 0
    for (index, item) in items.enumerated() {
      switch item {
      case .opaque(let bytes): end += bytes.count
      case .file(let file):
        end = end.aligned(to: 8) + file.size
        if file.isPad, case .fill = file.contents, index + 1 < items.count,
          case .file(let next) = items[index + 1], next.isVolumeTop
        {
          free = file.size
        }
      }
    }
    return min(end, length) - free
  }
}
