package import Bytes

/// A firmware volume (PI 1.8 Vol 3, 3.2.1 and 3.2.2).
package struct FirmwareVolume: Equatable, Sendable {
  /// The first 16 bytes, which are the reset vector for some processors, otherwise zero.
  package var zeroVector: [UInt8]
  package var fileSystem: GUID
  /// The size of the volume in bytes, header included.
  package var length: Int
  package var attributes: Attributes
  package var reserved: UInt8
  package var revision: UInt8
  package var blockMap: [Block]
  /// Bytes of the header after the end of the block map, usually none.
  package var headerTrailing: ArraySlice<UInt8>
  package var contents: Contents
  /// The header field if the extended header is not in a pad file; otherwise nil.
  package var looseExtendedHeaderOffset: UInt16?

  package init(
    fileSystem: GUID = FirmwareVolume.ffs2, length: Int, attributes: Attributes, blockMap: [Block],
    contents: Contents
  ) {
    zeroVector = Array(repeating: 0, count: 16)
    self.fileSystem = fileSystem
    self.length = length
    self.attributes = attributes
    reserved = 0
    revision = 2
    self.blockMap = blockMap
    headerTrailing = []
    self.contents = contents
  }

  /// `count` blocks of `length` bytes each.
  package struct Block: Hashable, Sendable {
    package var count: UInt32
    package var length: UInt32

    package init(count: UInt32, length: UInt32) {
      self.count = count
      self.length = length
    }
  }

  package enum Contents: Equatable, Sendable {
    /// A firmware file system. The space after the last item is erased.
    case files([Item])
    /// Other contents, such as the variable store.
    case regions([Region])
  }

  package enum Item: Equatable, Sendable {
    /// Starts at the next multiple of eight; the gap before it is erased.
    case file(FFSFile)
    /// Damaged or unusual bytes, directly after the previous item.
    case opaque(ArraySlice<UInt8>)
  }

  package static let ffs2: GUID = "8C8CE578-8A3D-4F1C-9935-896185C32DD3"
  package static let ffs3: GUID = "5473C07A-3DCB-4DCA-BD6F-1E9689E7349A"
  /// The file system GUID of a volume with the variable store.
  package static let systemNVData: GUID = "FFF12B8D-7696-4C8B-A985-2747075B4F50"

  /// Size of the header in bytes: 56, the block map with its terminator, and the trailing bytes.
  package var headerLength: Int { 56 + 8 * (blockMap.count + 1) + headerTrailing.count }

  /// The files in order, pad files included.
  package var files: [FFSFile] {
    guard case .files(let items) = contents else { return [] }
    return items.compactMap { if case .file(let file) = $0 { file } else { nil } }
  }

  /// The extended header, if it is in a pad file.
  package var extendedHeader: ExtendedHeader? {
    for file in files { if case .extendedHeader(let header, _) = file.contents { return header } }
    return nil
  }

  /// The volume's name (`FvNameGuid` in an FDF); nil if it has none.
  package var name: GUID? { extendedHeader?.name }
}

extension FirmwareVolume {
  /// The capabilities of the flash (PI 1.8 Vol 3, 3.2.1, `EFI_FVB_ATTRIBUTES_2`).
  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let readDisabledCapable = Attributes(rawValue: 0x0000_0001)
    package static let readEnabledCapable = Attributes(rawValue: 0x0000_0002)
    package static let readStatus = Attributes(rawValue: 0x0000_0004)
    package static let writeDisabledCapable = Attributes(rawValue: 0x0000_0008)
    package static let writeEnabledCapable = Attributes(rawValue: 0x0000_0010)
    package static let writeStatus = Attributes(rawValue: 0x0000_0020)
    package static let lockCapable = Attributes(rawValue: 0x0000_0040)
    package static let lockStatus = Attributes(rawValue: 0x0000_0080)
    package static let stickyWrite = Attributes(rawValue: 0x0000_0200)
    package static let memoryMapped = Attributes(rawValue: 0x0000_0400)
    /// Erased bytes are 0xFF.
    package static let erasePolarity = Attributes(rawValue: 0x0000_0800)
    package static let readLockCapable = Attributes(rawValue: 0x0000_1000)
    package static let readLockStatus = Attributes(rawValue: 0x0000_2000)
    package static let writeLockCapable = Attributes(rawValue: 0x0000_4000)
    package static let writeLockStatus = Attributes(rawValue: 0x0000_8000)
    /// The volume may be moved to an address with a smaller alignment.
    package static let weakAlignment = Attributes(rawValue: 0x8000_0000)

    /// The binary logarithm of the volume's alignment in bytes, 0–31.
    package var alignmentLogarithm: Int {
      get { Int(rawValue >> 16 & 0x1F) }
      set { self = Attributes(rawValue: rawValue & ~0x1F_0000 | UInt32(newValue & 0x1F) << 16) }
    }

    /// The value of an erased byte.
    package var eraseByte: UInt8 { contains(.erasePolarity) ? 0xFF : 0x00 }
  }

  /// The extended header with the volume's name (PI 1.8 Vol 3, 3.2.2).
  package struct ExtendedHeader: Equatable, Sendable {
    package var name: GUID
    package var entries: [Entry]
    /// Bytes within `size` that are in no entry.
    package var trailing: ArraySlice<UInt8>

    package init(name: GUID, entries: [Entry] = [], trailing: ArraySlice<UInt8> = []) {
      self.name = name
      self.entries = entries
      self.trailing = trailing
    }

    /// Size in bytes: name, size field and entries.
    package var size: Int { entries.reduce(20 + trailing.count) { $0 + 4 + $1.data.count } }

    package struct Entry: Equatable, Sendable {
      /// 1: OEM types; 2: data preceded by a GUID; 3: used size.
      package var type: UInt16
      package var data: [UInt8]

      package init(type: UInt16, data: [UInt8]) {
        self.type = type
        self.data = data
      }

      package static let usedSizeType: UInt16 = 3
      package static let guidType: UInt16 = 2
    }
  }
}
