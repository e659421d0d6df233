import Bytes
import Diagnostics
import FirmwareImage
import Manifests
import PlatformModel
import Vocabulary

extension VolumeDescription {
  /// GUID of the extension entry with the volume's name as text (edk2, GenFds `FV_UI_EXT_ENTY_GUID`).
  private static let nameEntry: GUID = "A67DF1FA-8DE8-4E98-AF09-4BDF2EFFBC7C"

  /// Fixed if every run of blocks has a count, otherwise as large as the files need.
  var planSize: VolumePlan.Size {
    if !blocks.isEmpty, blocks.allSatisfy({ $0.count > 0 }) {
      return .fixed(
        blocks.map {
          FirmwareVolume.Block(count: UInt32(clamping: $0.count), length: UInt32(clamping: $0.size))
        })
    }
    return .computed(blockLength: UInt32(clamping: blocks.first?.size ?? 1))
  }

  /// The FDF's attributes, with the erase polarity of the flash device.
  var planAttributes: FirmwareVolume.Attributes {
    var attributes: FirmwareVolume.Attributes = []
    for (word, attribute) in Self.attributeWords where syntax.value(of: word)?.value == true {
      attributes.insert(attribute)
    }
    if erasePolarity == .one { attributes.insert(.erasePolarity) }
    if let alignment, alignment > 0 { attributes.alignmentLogarithm = alignment.trailingZeroBitCount }
    return attributes
  }

  private static let attributeWords: [(FDFVolumeAttribute, FirmwareVolume.Attributes)] = [
    (.erasePolarity, .erasePolarity), (.memoryMapped, .memoryMapped), (.stickyWrite, .stickyWrite),
    (.lockCap, .lockCapable), (.lockStatus, .lockStatus), (.writeEnabledCap, .writeEnabledCapable),
    (.writeDisabledCap, .writeDisabledCapable), (.writeStatus, .writeStatus),
    (.readEnabledCap, .readEnabledCapable), (.readDisabledCap, .readDisabledCapable),
    (.readStatus, .readStatus),
    (.readLockCap, .readLockCapable), (.readLockStatus, .readLockStatus),
    (.writeLockCap, .writeLockCapable), (.writeLockStatus, .writeLockStatus),
    (.weakAlignment, .weakAlignment),
  ]

  /// The extended header of a volume with an FvNameGuid: used size, name, then the FDF's entries.
  func extendedHeader(context: PackingContext, diagnostics: inout DiagnosticList)
    -> FirmwareVolume.ExtendedHeader?
  {
    typealias Entry = FirmwareVolume.ExtendedHeader.Entry
    guard let nameGUID else {
      if syntax.storesUsedSize?.value == true || !syntax.extensionEntries.isEmpty {
        diagnostics.add(.extensionWithoutName(self))
      }
      return nil
    }
    var entries: [Entry] = []
    if syntax.storesUsedSize?.value == true {
      entries.append(Entry(type: Entry.usedSizeType, data: [0, 0, 0, 0]))
    }
    if syntax.storesName?.value == true {
      entries.append(
        Entry(type: Entry.guidType, data: Self.nameEntry.mixedEndianBytes + Array(name.text.utf8)))
    }
    for entry in syntax.extensionEntries {
      let digits = entry.type.value.lowercased()
      let type = digits.hasPrefix("0x") ? UInt16(digits.dropFirst(2), radix: 16) : UInt16(digits)
      guard let type else {
        diagnostics.add(.extensionTypeInvalid(entry.type))
        continue
      }
      switch entry.content {
      case .data(let data): entries.append(Entry(type: type, data: data.bytes))
      case .file(let path):
        if let bytes = context.read(path, diagnostics: &diagnostics) {
          entries.append(Entry(type: type, data: bytes))
        }
      }
    }
    return FirmwareVolume.ExtendedHeader(name: nameGUID, entries: entries)
  }
}

extension Diagnostic {
  static func extensionWithoutName(_ volume: VolumeDescription) -> Diagnostic {
    Diagnostic(
      .fvExtensionWithoutName, at: .source(volume.range),
      "\(volume.name) has extension entries but no FvNameGuid, without which there is no extended header",
      fix: "add 'FvNameGuid = …' with a new GUID")
  }

  static func extensionTypeInvalid(_ type: Located<String>) -> Diagnostic {
    Diagnostic(
      .fvExtensionType, at: .source(type.range),
      "expected the type of an extension entry, found '\(type.value)'",
      fix: "write a number from 0 to 0xFFFF")
  }
}
