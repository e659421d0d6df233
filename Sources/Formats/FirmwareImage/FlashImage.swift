package import Bytes

/// A flash device image: contiguous regions (`[FD.…]` of an FDF).
package struct FlashImage: Equatable, Sendable {
  package var regions: [Region]

  package init(_ regions: [Region]) { self.regions = regions }

  /// The volumes directly in the image.
  package var volumes: [FirmwareVolume] {
    regions.compactMap { if case .volume(let volume) = $0 { volume } else { nil } }
  }
}

/// A range of bytes of a flash image, or of a volume without files.
package enum Region: Equatable, Sendable {
  case volume(FirmwareVolume)
  case variableStore(VariableStore)
  case workingBlock(FaultTolerantWorkingBlock)
  /// `count` bytes of the same value: erased flash, or padding.
  case fill(UInt8, count: Int)
  /// Other data.
  case bytes(ArraySlice<UInt8>)

  /// Whether the region starts with an ELF header, as in OvmfXen's images for PVH.
  package var isELF: Bool {
    if case .bytes(let bytes) = self { bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) } else { false }
  }

  /// Size in bytes.
  package var size: Int {
    switch self {
    case .volume(let volume): volume.length
    case .variableStore(let store): store.size
    case .workingBlock(let block): block.size
    case .fill(_, let count): count
    case .bytes(let bytes): bytes.count
    }
  }
}

/// The store of the UEFI variables (edk2's `VARIABLE_STORE_HEADER`, `Guid/VariableFormat.h`).
package struct VariableStore: Equatable, Sendable {
  package var signature: GUID
  package var format: UInt8
  package var state: UInt8
  package var reserved: UInt16
  package var reserved1: UInt32
  /// The variables and the free space after them.
  package var data: ArraySlice<UInt8>

  package static let headerSize = 28
  /// Size in bytes, header included.
  package var size: Int { Self.headerSize + data.count }

  package static let plain: GUID = "DDCF3616-3275-4164-98B6-FE85707FFE7D"
  package static let authenticated: GUID = "AAF32C78-947B-439A-A180-2E144EC37792"

  /// Whether its variables have a time stamp and a public key index.
  package var isAuthenticated: Bool { signature == Self.authenticated }
}

/// The working block of the fault tolerant write driver (edk2's `Guid/SystemNvDataGuid.h`).
package struct FaultTolerantWorkingBlock: Equatable, Sendable {
  /// CRC-32 of the header, computed with itself and `state` erased.
  package var crc: UInt32
  package var state: UInt8
  package var reserved: [UInt8]
  /// The write queue after the header.
  package var queue: ArraySlice<UInt8>

  package static let headerSize = 32
  /// Size in bytes, header included.
  package var size: Int { Self.headerSize + queue.count }

  package static let signature: GUID = "9E58292B-7C68-497D-A0CE-6500FD9F1B95"
}
