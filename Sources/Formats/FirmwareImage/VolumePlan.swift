package import Bytes

/// A volume to be packed (`[FV.…]` of an FDF).
package struct VolumePlan: Equatable, Sendable {
  package enum Size: Equatable, Sendable {
    /// The blocks of the volume's region.
    case fixed([FirmwareVolume.Block])
    /// As many blocks of this length, in bytes, as the files need.
    case computed(blockLength: UInt32)

    /// Adds blocks of the last kind until there is room for `needed` bytes.
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
  /// The FDF's attributes. A file with a larger alignment raises that of the volume, unless the alignment is
  /// weak.
  package var attributes: FirmwareVolume.Attributes
  /// The name and the entries of the extended header; nil for a volume without one. A used-size
  /// entry (type 3, four bytes) is filled in.
  package var extendedHeader: FirmwareVolume.ExtendedHeader?
  /// FFS2 is replaced by FFS3 if a file has 16 MiB or more.
  package var fileSystem: GUID
  /// The first 16 bytes, which are the reset vector of an ARM or RISC-V volume.
  package var zeroVector: [UInt8]
  /// In the order of the FDF, without pad files. The volume top file is moved to the end.
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
  /// The volume top file ends at the volume's end, which puts its data at a misaligned offset.
  case volumeTopMisaligned(wanted: Int)
  /// An alignment that is not a power of two, or more than 16 MiB.
  case alignment(file: GUID, bytes: Int)
  /// A block map that is empty, has more than 8000 runs, or describes more than 4 GiB.
  case blockMap
  /// An entry of the extended header whose size does not fit 16 bits.
  case extendedHeaderEntry(type: UInt16, bytes: Int)
}

/// A volume that is too small for its files.
package struct VolumeOverflow: Error, Equatable, Sendable {
  /// Size of the volume in bytes.
  package let size: Int
  /// Bytes needed for header, files and padding.
  package let needed: Int
  /// The size of each file in bytes with the padding before it, in the order of the plan.
  package let files: [(name: GUID, bytes: Int)]

  /// The number of missing bytes.
  package var overage: Int { needed - size }

  package static func == (left: Self, right: Self) -> Bool {
    left.size == right.size && left.needed == right.needed
      && left.files.elementsEqual(right.files, by: ==)
  }
}
