package import Vocabulary

/// `[FV.name]`, or a volume written in place behind `FV_IMAGE =` (FDF 1.28, 3.6).
package struct FDFVolume: Equatable, Sendable {
  /// Empty for a volume in place that has none.
  package var name: Located<VolumeName>
  package var createFile: Located<String>?
  package var baseAddress: Located<String>?
  package var forceRebase: Located<Bool>?
  package var alignment: Located<FDFAlignment>?
  package var blocks: [FDFBlock] = []
  package var attributes: [FDFVolumeAttributeSetting] = []
  package var nameGUID: Located<FDFGUIDReference>?
  /// `FvNameString`: whether the name goes into the extended header.
  package var storesName: Located<Bool>?
  /// `FvUsedSizeEnable`: whether the used size goes into the extended header.
  package var storesUsedSize: Located<Bool>?
  package var fileSystemGUID: Located<FDFGUIDReference>?
  package var extensionEntries: [FDFVolumeExtensionEntry] = []
  package var sets: [FDFSet] = []
  package var aprioriLists: [FDFApriori] = []
  /// In the order in which they go into the volume.
  package var entries: [FDFVolumeEntry] = []

  package init(name: Located<VolumeName>) { self.name = name }

  /// The value last given to `attribute`.
  package func value(of attribute: FDFVolumeAttribute) -> Located<Bool>? {
    attributes.last { $0.attribute.value == attribute }?.value
  }
}

/// The FVB attributes that an FDF can set (FDF 1.28, 3.6; PI 1.8 Vol 3, 3.2.1.1).
package enum FDFVolumeAttribute: String, CaseIterable, Sendable {
  case erasePolarity = "ERASE_POLARITY"
  case memoryMapped = "MEMORY_MAPPED"
  case stickyWrite = "STICKY_WRITE"
  case lockCap = "LOCK_CAP"
  case lockStatus = "LOCK_STATUS"
  case writeEnabledCap = "WRITE_ENABLED_CAP"
  case writeDisabledCap = "WRITE_DISABLED_CAP"
  case writeStatus = "WRITE_STATUS"
  case readEnabledCap = "READ_ENABLED_CAP"
  case readDisabledCap = "READ_DISABLED_CAP"
  case readStatus = "READ_STATUS"
  case readLockCap = "READ_LOCK_CAP"
  case readLockStatus = "READ_LOCK_STATUS"
  case writeLockCap = "WRITE_LOCK_CAP"
  case writeLockStatus = "WRITE_LOCK_STATUS"
  case writePolicyReliable = "WRITE_POLICY_RELIABLE"
  case weakAlignment = "WEAK_ALIGNMENT"
}

package struct FDFVolumeAttributeSetting: Equatable, Sendable {
  package var attribute: Located<FDFVolumeAttribute>
  package var value: Located<Bool>
}

/// `FV_EXT_ENTRY TYPE = type { FILE = path | DATA = { … } }` (PI 1.8 Vol 3, 3.2.1.2).
package struct FDFVolumeExtensionEntry: Equatable, Sendable {
  package enum Content: Equatable, Sendable {
    case file(Located<String>)
    case data(FDFData)
  }

  package var type: Located<String>
  package var content: Content
}

/// `APRIORI PEI { … }`: the order in which a dispatcher starts these, before all others.
package struct FDFApriori: Equatable, Sendable {
  package enum Phase: String, Sendable {
    case pei = "PEI"
    case dxe = "DXE"
  }

  package var phase: Located<Phase>
  package var entries: [FDFVolumeEntry]
}

/// What makes one FFS file.
package enum FDFVolumeEntry: Equatable, Sendable {
  case module(FDFModule)
  case file(FDFFileStatement)
}
