import Bytes
import Diagnostics
import Manifests
import ObjectFormats
import PlatformModel

/// Headers that are typed into an FDF byte by byte, compared with the flash that they describe. Whoever moves a
/// region or changes a size has to edit them, too (edk2 f6c4b0a78e, 819cfc6b42).
struct FlashDataRule {
  private(set) var findings: [LintFinding] = []

  init(_ survey: PlatformSurvey) {
    for region in TypedRegion.all(survey) {
      if region.bytes.starts(with: Self.elfMagic) {
        checkPVH(region)
      } else if region.region.offset == 0, let header = ArmImageHeader(parsing: region.bytes[...]) {
        check(header, in: region)
      } else if VolumeHeaderCheck.isVolume(region) {
        findings += VolumeHeaderCheck(region).findings
      } else if WorkingBlockCheck.isWorkingBlock(region) {
        findings += WorkingBlockCheck(region).findings
      }
    }
  }

  private mutating func check(_ header: ArmImageHeader, in region: TypedRegion) {
    let problems = header.diagnose(
      imageSize: region.device.size, entry: region.device.firstVolumeOffset,
      at: { .source(region.place(ofByteAt: $0)) })
    findings += problems.map { LintFinding("\(region.device.name) \($0.code)", $0) }
  }

  private static let elfMagic: [UInt8] = [0x7F, 0x45, 0x4C, 0x46]
  /// The size of the largest flash device whose PVH header is checked, in bytes. No firmware's flash is larger.
  private static let largestDevice = 0x400_0000

  /// The image does not exist yet, so the header is checked against an empty one of the device's size whose reset
  /// vector has a PVH entry: only such an image needs an ELF header.
  private mutating func checkPVH(_ region: TypedRegion) {
    let device = region.device
    guard region.region.offset == 0, device.size <= Self.largestDevice, device.size > 0x1000,
      region.bytes.count <= device.size - Int(PVHHeader.entryDistance)
    else { return }
    var image = [UInt8](repeating: device.erasePolarity == .one ? 0xFF : 0, count: device.size)
    image.replaceSubrange(0..<region.bytes.count, with: region.bytes)
    image[device.size - Int(PVHHeader.entryDistance)] = 0xE9
    image.replaceSubrange(device.size - 20..<device.size - 16, with: Array("VTF\0".utf8))
    guard let parsed = try? PVHImage(parsing: image[...]) else {
      findings.append(LintFinding("pvh-header", .pvhHeaderUnreadable(region)))
      return
    }
    for problem in parsed.diagnose(at: { .source(region.place(ofByteAt: $0)) }) {
      findings.append(LintFinding("\(device.name) \(problem.code)", problem.forTypedHeader))
    }
  }
}

extension Diagnostic {
  fileprivate static func pvhHeaderUnreadable(_ region: TypedRegion) -> Diagnostic {
    Diagnostic(
      .pvhHeader, at: .source(region.place(ofByteAt: 0)),
      "these bytes begin like an ELF header but are not one that a PVH loader accepts", fix: typedHeaderFix)
  }

  fileprivate static let typedHeaderFix =
    "leave the region without DATA and let kiln compute the header ([UserExtensions.Kiln.\"Pvh\"]), or correct the "
    + "bytes"

  /// The same diagnostic with a fix for typed-in headers instead of finished images.
  fileprivate var forTypedHeader: Diagnostic {
    Diagnostic(code, severity, at: place, message, notes: notes, fix: Self.typedHeaderFix)
  }
}
