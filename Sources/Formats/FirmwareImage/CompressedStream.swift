package import Bytes

/// A decoded compressed section of an image: the payload of its encoder, and the place of every file in it.
package struct CompressedStream: Sendable {
  package struct File: Equatable, Sendable {
    package var name: GUID
    /// Its index in `volumes`.
    package var volume: Int
    /// The range in the payload, in bytes, without the padding after it.
    package var range: Range<Int>
  }

  /// A volume in the payload.
  package struct Volume: Equatable, Sendable {
    package var name: GUID?
    /// The range in the payload, in bytes.
    package var range: Range<Int>
    /// The value of an erased byte.
    package var erased: UInt8
  }

  /// The GUID of the codec.
  package var guid: GUID
  /// Encoded size in the image, in bytes.
  package var encodedSize: Int
  package var payload: [UInt8]
  package var volumes: [Volume]
  /// In the order of the payload, without pad files.
  package var files: [File]

  /// The payload without some files. Files after them in the same volume move up as far as their alignment
  /// allows, and the space at the end becomes free.
  package func payload(without removed: (File) -> Bool) -> [UInt8] {
    var result = payload
    for (index, volume) in volumes.enumerated() {
      let inside = files.filter { $0.volume == index }
      guard inside.contains(where: removed) else { continue }
      var end = inside.first?.range.lowerBound ?? volume.range.upperBound
      for (position, file) in inside.enumerated() where !removed(file) {
        // Together with the pad files after it, which keep the next file aligned.
        let next = position + 1 < inside.count ? inside[position + 1].range.lowerBound : file.range.upperBound
        let room = file.range.lowerBound..<max(next, file.range.upperBound)
        result.replaceSubrange(end..<end + room.count, with: payload[room])
        end += room.count
        end = volume.range.lowerBound + (end - volume.range.lowerBound).aligned(to: 8)
      }
      let used = inside.last?.range.upperBound ?? end
      if end < used {
        result.replaceSubrange(end..<used, with: repeatElement(volume.erased, count: used - end))
      }
    }
    return result
  }
}

extension FlashImage {
  /// The compressed sections of the image that are not inside other ones.
  package var compressedStreams: [(volume: FirmwareVolume, stream: CompressedStream)] {
    volumes.flatMap { volume in
      volume.files.flatMap(\.sections).compactMap(CompressedStream.init).map { (volume, $0) }
    }
  }
}

extension CompressedStream {
  /// nil for a section that is not compressed, or whose contents cannot be written.
  init?(_ section: Section) {
    guard case .encoded(let encoded) = section.payload, case .guidDefined(let definition) = section.fields,
      let payload = try? encoded.stream.bytes()
    else { return nil }
    guid = definition.guid
    encodedSize = section.payloadSize
    self.payload = payload
    volumes = []
    files = []
    for (offset, inner) in encoded.stream.placedSections {
      guard case .volume(let volume, _) = inner.payload else { continue }
      let start = offset + inner.headerSize
      let end = start + volume.length
      guard end <= payload.count else { continue }
      volumes.append(Volume(name: volume.name, range: start..<end, erased: volume.attributes.eraseByte))
      for (place, file) in volume.placedFiles where !file.isPad {
        let range = start + place..<start + place + file.size
        guard range.upperBound <= end else { continue }
        files.append(File(name: file.name, volume: volumes.count - 1, range: range))
      }
    }
  }
}
