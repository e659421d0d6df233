import Bytes
package import FirmwareImage
import Inspection
import ObjectFormats

extension ImageFacts {
  /// - Parameter bytes: the file that `image` was parsed from.
  package init(_ image: FlashImage, bytes: [UInt8]) {
    size = bytes.count
    var offset = 0
    for region in image.regions {
      if case .fill = region {} else { usedSize = offset + region.size }
      if case .volume(let volume) = region { add(volume, at: [offset]) }
      offset += region.size
    }
    if image.regions.count == 1, case .fill(let byte, _) = image.regions[0], [0x00, 0xFF].contains(byte) {
      blankByte = byte
    }
    addEnd(bytes)
  }

  private static let lists = [FFSFile.peiAprioriName, FFSFile.dxeAprioriName]

  private mutating func add(_ volume: FirmwareVolume, at place: Place) {
    volumes.append(Volume(name: volume.name, size: volume.length, place: place))
    switch volume.contents {
    case .files:
      for (offset, file) in volume.placedFiles where !file.isPad && !Self.lists.contains(file.name) {
        add(file, in: volume.name, at: Self.moved(place, by: offset))
      }
    case .regions(let regions): addStore(regions, of: volume, at: place)
    }
  }

  private mutating func addStore(_ regions: [Region], of volume: FirmwareVolume, at place: Place) {
    var offset = volume.headerLength
    var found: Store?
    for region in regions {
      switch region {
      case .variableStore(let store) where found == nil:
        found = Store(
          volumeSize: volume.length, size: store.size, isAuthenticated: store.isAuthenticated,
          place: Self.moved(place, by: offset), hasWorkingBlock: false,
          variables: StoredVariable.all(in: store))
      case .workingBlock: found?.hasWorkingBlock = true
      default: break
      }
      offset += region.size
    }
    if store == nil { store = found }
  }

  private mutating func add(_ file: FFSFile, in volume: GUID?, at place: Place) {
    // Files that only contain volumes are left out: their names do not depend on the platform.
    let holdsVolumes = file.sections.contains { !$0.nestedVolumes.isEmpty }
    if !holdsVolumes {
      var machine: Machine?
      for payload in file.sections.flatMap(Self.executables) {
        machine = machine ?? (try? ExecutableImage(parsing: payload))?.machine
        trace.look(at: payload, of: file, place: place)
      }
      files.append(File(guid: file.name, type: file.type, place: place, machine: machine, volume: volume))
    }
    if case .sections(let stream) = file.contents {
      add(stream, at: Self.moved(place, by: file.headerSize))
    }
  }

  private static func executables(_ section: Section) -> [ArraySlice<UInt8>] {
    if case .bytes(let bytes) = section.payload, section.type == .pe32 || section.type == .te {
      return [bytes]
    }
    return section.children?.sections.flatMap(executables) ?? []
  }

  /// Adds the volumes in a section stream.
  private mutating func add(_ stream: SectionStream, at place: Place) {
    for (offset, section) in stream.placedSections {
      let payload = Self.moved(place, by: offset + section.headerSize)
      switch section.payload {
      case .volume(let volume, _): add(volume, at: payload)
      case .sections(let inner): add(inner, at: payload)
      case .encoded(let encoded): add(encoded.stream, at: payload + [0])
      case .bytes: break
      }
    }
  }

  private static func moved(_ place: Place, by distance: Int) -> Place {
    guard let last = place.last else { return [distance] }
    return place.dropLast() + [last + distance]
  }

  /// Reads the reset vector, the GUID table and the ELF header.
  private mutating func addEnd(_ bytes: [UInt8]) {
    resetVector = ResetVector(endOf: bytes[...])
    table = GUIDTable.entries(endOf: bytes[...])
    // Templates/ResetVector has zeros between the jump of the PVH entry and the signature. edk2's vectors have
    // a table, an entry for application processors, or NOPs there.
    hasOwnResetVector =
      resetVector == .pvhEntry && bytes.suffix(0x2B).prefix(0x2B - 0x14).allSatisfy { $0 == 0 }
    if let image = try? PVHImage(parsing: bytes[...]), resetVector != .none {
      pvh = PVHSummary(image)
    }
  }
}
