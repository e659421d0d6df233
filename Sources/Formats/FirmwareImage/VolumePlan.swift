package import Bytes

/// A volume that is to be packed (`[FV.…]` of an FDF).
package struct VolumePlan: Equatable, Sendable {
  package enum Size: Equatable, Sendable {
    /// The blocks of the region that the volume fills.
    case fixed([FirmwareVolume.Block])
    /// As many blocks of this length, in bytes, as the files need.
    case computed(blockLength: UInt32)

    /// With more blocks of the last kind, to have room for so many bytes.
    package func enlarged(to needed: Int) -> Size {
      guard case .fixed(var blocks) = self, let last = blocks.last, last.length > 0 else { return self }
      let size = blocks.reduce(Int128(0)) { $0 + Int128($1.count) * Int128($1.length) }
      let missing = max(0, needed - Int(clamping: size))
      let more = missing / Int(last.length) + (missing % Int(last.length) == 0 ? 0 : 1)
      blocks[blocks.count - 1].count = UInt32(clamping: Int(last.count) + more)
      return .fixed(blocks)
    }
  }

  package var size: Size
  /// As the FDF sets them. A file of a greater alignment raises that of the volume, unless the
  /// alignment is weak.
  package var attributes: FirmwareVolume.Attributes
  /// The name and the entries of the extended header; nil for a volume without one. A used-size
  /// entry (type 3, four bytes) is filled in.
  package var extendedHeader: FirmwareVolume.ExtendedHeader?
  /// FFS2 becomes FFS3 by itself when a file is 16 MiB or more.
  package var fileSystem: GUID
  /// The first 16 bytes, which are the reset vector of an ARM or RISC-V volume.
  package var zeroVector: [UInt8]
  /// In the order of the FDF. Pad files come by themselves; the volume top file goes to the end.
  package var files: [FilePlan]

  package init(
    size: Size, attributes: FirmwareVolume.Attributes,
    extendedHeader: FirmwareVolume.ExtendedHeader? = nil, files: [FilePlan]
  ) {
    self.size = size
    self.attributes = attributes
    self.extendedHeader = extendedHeader
    fileSystem = FirmwareVolume.ffs2
    zeroVector = Array(repeating: 0, count: 16)
    self.files = files
  }
}

/// Why a volume cannot be packed.
package enum VolumePlanError: Error, Equatable, Sendable {
  case overflow(VolumeOverflow)
  case duplicateFile(GUID)
  case severalVolumeTopFiles
  /// The volume top file ends at the volume's end, and its data then stand at a bad offset.
  case volumeTopMisaligned(wanted: Int)
  /// Not a power of two, or more than 16 MiB.
  case alignment(file: GUID, bytes: Int)
  /// A block map that is empty, has more than 8000 runs, or describes more than 4 GiB.
  case blockMap
  /// An entry of the extended header whose size does not fit 16 bits.
  case extendedHeaderEntry(type: UInt16, bytes: Int)
}

/// A volume that is too small for its files.
package struct VolumeOverflow: Error, Equatable, Sendable {
  /// What the volume has, in bytes.
  package let size: Int
  /// What its header, files and padding need, in bytes.
  package let needed: Int
  /// Each file with its size in bytes, in the order of the plan, padding in front of it included.
  package let files: [(name: GUID, bytes: Int)]

  /// How many bytes are missing.
  package var overage: Int { needed - size }

  package static func == (left: Self, right: Self) -> Bool {
    left.size == right.size && left.needed == right.needed
      && left.files.elementsEqual(right.files, by: ==)
  }
}
