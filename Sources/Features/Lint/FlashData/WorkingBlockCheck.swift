import Bytes
import Compression
import Diagnostics
import Manifests
import PlatformModel

/// A typed-in header of the block in which fault tolerant writes are prepared (MdeModulePkg,
/// `Guid/SystemNvDataGuid.h`).
struct WorkingBlockCheck {
  private(set) var findings: [LintFinding] = []

  /// gEdkiiWorkingBlockSignatureGuid.
  private static let signature: GUID = "9E58292B-7C68-497D-A0CE-6500FD9F1B95"
  /// Of the whole header, in bytes.
  private static let size = 32
  private static let checksumOffset = 16
  private static let stateOffset = 20
  private static let queueOffset = 24
  /// The state 'valid': on flash whose erased bits are 1, the bit is set by clearing it.
  private static let valid: UInt64 = 0xFE

  static func isWorkingBlock(_ region: TypedRegion) -> Bool { isWorkingBlock(region.bytes[...]) }

  static func isWorkingBlock(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count >= 16 && GUID(mixedEndian: bytes.prefix(16)) == signature
  }

  init(_ region: TypedRegion) {
    guard region.bytes.count >= Self.size else {
      findings = [LintFinding("ftw-header", .workingBlockShort(region, size: Self.size))]
      return
    }
    var fields: [(name: String, offset: Int, width: Int, wanted: UInt64, meaning: String)] = [
      (
        "WriteQueueSize", Self.queueOffset, 8, UInt64(max(0, region.region.size - Self.size)),
        "the size of the region less the header"
      )
    ]
    if region.device.erasePolarity == .one {
      fields.append(("State", Self.stateOffset, 1, Self.valid, "'valid'"))
      // The CRC is computed over a header whose Crc and State are still erased.
      var header = Array(region.bytes.prefix(Self.size))
      for offset in Self.checksumOffset...Self.stateOffset { header[offset] = 0xFF }
      fields.append(
        (
          "Crc", Self.checksumOffset, 4, UInt64(crc32(header[...])),
          "the CRC-32 of the header as typed"
        ))
    }
    findings = fields.compactMap {
      region.mismatch(
        $0.name, of: .workingBlock, at: $0.offset, width: $0.width, is: $0.wanted, as: $0.meaning)
    }
  }
}

extension Diagnostic {
  fileprivate static func workingBlockShort(_ region: TypedRegion, size: Int) -> Diagnostic {
    Diagnostic(
      .ftwHeader, at: .source(region.place(ofByteAt: 0)),
      "expected a working block header of \(size) bytes, found \(region.bytes.count)",
      fix: "type all of it, as OvmfPkg/VarStore.fdf.inc does")
  }
}
