import Bytes
import Diagnostics
import Manifests
import ObjectFormats
import PlatformModel

/// Headers that are typed into an FDF byte by byte, held against the flash that they describe: whoever moves a
/// region or changes a size must think of them (edk2 f6c4b0a78e, 819cfc6b42).
struct FlashDataRule {
  private(set) var findings: [LintFinding] = []

  init(_ survey: PlatformSurvey) {
    for region in TypedRegion.all(survey) {
      if region.bytes.starts(with: Self.elfMagic) {
        checkPVH(region)
      } else if VolumeHeaderCheck.isVolume(region) {
        findings += VolumeHeaderCheck(region).findings
      } else if WorkingBlockCheck.isWorkingBlock(region) {
        findings += WorkingBlockCheck(region).findings
      }
    }
  }

  private static let elfMagic: [UInt8] = [0x7F, 0x45, 0x4C, 0x46]
  /// Of a flash device that is looked at whole, in bytes. No firmware's flash is larger.
  private static let largestDevice = 0x400_0000

  /// The image is not there yet, so the header is held against one of the device's size that has a reset vector
  /// with a PVH entry: nobody needs an ELF header in front of another.
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
      "these bytes begin an ELF header, and are none that a PVH loader takes", fix: typedHeaderFix)
  }

  fileprivate static let typedHeaderFix =
    "leave the region without data and have kiln compute the header ([UserExtensions.Kiln.\"Pvh\"]), or correct the "
    + "bytes"

  /// The fix of images is of no use here.
  fileprivate var forTypedHeader: Diagnostic {
    Diagnostic(code, severity, at: place, message, notes: notes, fix: Self.typedHeaderFix)
  }
}
