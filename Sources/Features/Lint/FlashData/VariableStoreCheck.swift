import Bytes
import Diagnostics
import PlatformModel

/// A typed-in header of a variable store (MdeModulePkg, `Guid/VariableFormat.h`), which follows its volume's.
struct VariableStoreCheck {
  private(set) var findings: [LintFinding] = []

  /// gEfiAuthenticatedVariableGuid and gEfiVariableGuid.
  private static let signatures: [GUID] = [
    "AAF32C78-947B-439A-A180-2E144EC37792", "DDCF3616-3275-4164-98B6-FE85707FFE7D",
  ]
  private static let formatted: UInt64 = 0x5A
  private static let healthy: UInt64 = 0xFE

  /// - Parameter start: of the header, in bytes from the start of the region.
  init(_ region: TypedRegion, at start: Int) {
    guard let signature = region.guid(at: start) else {
      findings = [LintFinding("varstore-header", .storeHeaderMissing(region))]
      return
    }
    guard Self.signatures.contains(signature) else {
      findings = [LintFinding("varstore-header Signature", .storeUnknown(signature, region, at: start))]
      return
    }
    let room = region.region.size - start
    let fields: [(name: String, offset: Int, width: Int, wanted: UInt64, meaning: String)] = [
      ("Size", 16, 4, UInt64(max(0, room)), "the size of the region less the volume header"),
      ("Format", 20, 1, Self.formatted, "'formatted'"),
      ("State", 21, 1, Self.healthy, "'healthy'"),
    ]
    findings = fields.compactMap {
      region.mismatch(
        $0.name, of: .variables, at: start + $0.offset, width: $0.width, is: $0.wanted, as: $0.meaning)
    }
  }
}

extension Diagnostic {
  fileprivate static func storeHeaderMissing(_ region: TypedRegion) -> Diagnostic {
    Diagnostic(
      .varstoreHeader, at: .source(region.region.range),
      "expected a variable store header behind the volume header, found no data",
      fix: "type the header too, as OvmfPkg/VarStore.fdf.inc does")
  }

  fileprivate static func storeUnknown(_ signature: GUID, _ region: TypedRegion, at offset: Int) -> Diagnostic
  {
    Diagnostic(
      .varstoreHeader, at: .source(region.place(ofByteAt: offset)),
      "expected the signature gEfiAuthenticatedVariableGuid or gEfiVariableGuid, found \(signature)",
      fix: "write gEfiAuthenticatedVariableGuid, AAF32C78-947B-439A-A180-2E144EC37792")
  }
}
