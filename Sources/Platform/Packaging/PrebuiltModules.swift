import Bytes
package import FirmwareImage
import Manifests
import ObjectFormats
package import PlatformModel
package import Vocabulary

/// Modules taken from existing firmware images, found by FILE_GUID and architecture.
///
/// Executables that were rebased to execute in place are moved back to the base address zero that GenFw gives
/// them, so that a module is the same in whatever image it was found.
package struct PrebuiltModules: ModuleSource {
  package let description: String
  private var files: [GUID: [FFSFile]] = [:]

  package init(description: String) { self.description = description }

  /// The number of different modules.
  package var count: Int { files.count }

  /// Adds all files of the volume and of the volumes nested in it.
  package mutating func add(_ volume: FirmwareVolume) {
    for file in volume.files where !file.isPad { add(file) }
  }

  package mutating func add(_ file: FFSFile) {
    for volume in file.innerVolumes { add(volume) }
    files[file.name, default: []].append(file)
  }

  package func payloads(of placement: ModulePlacement) -> ModulePayloads? {
    file(of: placement).flatMap { ModulePayloads($0, isPCDDriver: placement.module.inf.pcdIsDriver != nil) }
  }

  /// The size of the module's file in its image, in bytes.
  package func size(of placement: ModulePlacement) -> Int? { file(of: placement)?.size }

  private func file(of placement: ModulePlacement) -> FFSFile? {
    let module = placement.module
    let candidates = [placement.fileGUID, module.fileGUID].lazy.compactMap { files[$0] }.first ?? []
    return candidates.first { file in
      file.architecture.map { $0 == module.architecture } ?? true
    }
  }
}

extension FFSFile {
  /// The volumes in the file's sections, at any depth.
  package var innerVolumes: [FirmwareVolume] { leaves.compactMap(\.volume) }

  /// The sections without inner sections, in order, at any depth.
  package var leaves: [Section] {
    switch contents {
    case .sections(let stream): stream.leaves
    // A RAW file may still consist of sections, if a rule made it.
    case .bytes(let bytes): SectionStream(wholly: bytes)?.leaves ?? []
    case .fill, .extendedHeader: []
    }
  }

  /// The architecture of the file's first executable; nil if it has none.
  package var architecture: Architecture? {
    leaves.lazy.compactMap(\.executable).compactMap { try? ExecutableImage(parsing: $0).machine.architecture }
      .first
  }
}

extension SectionStream {
  /// The sections without inner sections, in order, at any depth.
  package var leaves: [Section] {
    sections.flatMap { section -> [Section] in
      switch section.payload {
      case .bytes, .volume: [section]
      case .sections(let inner): inner.leaves
      case .encoded(let encoded): encoded.stream.leaves
      }
    }
  }
}

extension Section {
  package var volume: FirmwareVolume? {
    if case .volume(let volume, _) = payload { volume } else { nil }
  }

  /// The payload of an executable section.
  fileprivate var executable: ArraySlice<UInt8>? {
    if case .bytes(let bytes) = payload, type.isExecutable { bytes } else { nil }
  }
}

extension ModulePayloads {
  /// The GUIDs that precede the offset of a string package or form in edk2's `.offset` files (GenFds,
  /// `FfsInfStatement.__GenUniVfrOffsetFile`).
  private static let offsetNames: Set<GUID> = [StringOffsets.strings, StringOffsets.form]

  /// The parts of a packed file that came from the module's build.
  init(_ file: FFSFile, isPCDDriver: Bool) {
    var leaves: [Leaf] = []
    var pcdDatabase: [UInt8]?
    var stringOffsets: [UInt8]?
    for (index, section) in file.leaves.enumerated() {
      guard case .bytes(let bytes) = section.payload, !section.isPadding else { continue }
      if section.type == .raw, isPCDDriver, index == 0 {
        pcdDatabase = Array(bytes)
      } else if section.type == .raw, bytes.count >= 24,
        Self.offsetNames.contains(GUID(mixedEndian: bytes.prefix(16)))
      {
        stringOffsets = Array(bytes)
      } else {
        leaves.append(Leaf(section.type, fields: section.fields, payload: Self.unmoved(bytes, section.type)))
      }
    }
    self.init(leaves, pcdDatabase: pcdDatabase, stringOffsets: stringOffsets)
  }

  /// The executable at base address zero, or unchanged if it has no relocations.
  private static func unmoved(_ bytes: ArraySlice<UInt8>, _ type: SectionType) -> [UInt8] {
    guard type == .pe32 || type == .te, let image = try? ExecutableImage(parsing: bytes),
      image.imageBase != 0,
      let moved = try? image.rebased(to: 0)
    else { return Array(bytes) }
    return moved
  }
}

extension Section {
  /// Whether the section is only padding that aligns the next one.
  var isPadding: Bool {
    guard case .bytes(let bytes) = payload else { return false }
    switch fields {
    case .freeform(SectionGUID.alignmentPadding): return true
    default: return type == .raw && bytes.allSatisfy { $0 == 0 }
    }
  }
}
