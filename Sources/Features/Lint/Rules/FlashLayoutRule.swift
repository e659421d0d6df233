import Bytes
import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// Unused flash, and regions with volumes that do not begin and end on block boundaries.
///
/// Regions that overlap or leave their device are errors already when the platform is resolved.
struct FlashLayoutRule {
  private(set) var findings: [LintFinding] = []

  /// The numbers that the FDF gives to PCDs. If one is the address of a region, code can find that region.
  private var named: Set<UInt64> = []

  init(_ survey: PlatformSurvey) {
    guard let flash = survey.model.platform.flash else { return }
    let inner = Self.volumesInVolumes(flash)
    named = Set(
      survey.model.platform.pcds.settings.values.compactMap { setting in
        setting.kind == nil ? Self.number(setting.value.value) : nil
      })
    for device in flash.devices {
      checkBlocks(of: device)
      // A device that maps the memory of SEC and PEI is not flash: a gap in it wastes nothing.
      let volumes = device.regions.flatMap { region -> [VolumeName] in
        if case .volumes(let names) = region.content { names.map(\.value) } else { [] }
      }
      if !volumes.isEmpty, volumes.allSatisfy(inner.contains) { continue }
      checkGaps(of: device)
    }
  }

  private static func volumesInVolumes(_ flash: FlashDescription) -> Set<VolumeName> {
    var names: Set<VolumeName> = []
    func collect(_ sections: [FDFSection]) {
      for section in sections {
        switch section.content {
        case .volumeImage(.reference(let name)): names.insert(name.value)
        case .compressed(_, let inner), .guided(_, let inner): collect(inner)
        case .volumeImage, .leaf, .depex: break
        }
      }
    }
    for volume in flash.volumes {
      for case .statement(let file) in volume.files {
        switch file.statement.body {
        case .sections(let sections): collect(sections)
        case .volume(let name): names.insert(name.value)
        case .flashDevice, .files: break
        }
      }
    }
    return names
  }

  private static func number(_ text: String) -> UInt64? {
    text.lowercased().hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
  }

  /// Whether the region is empty and no PCD names it.
  private func isUnused(_ region: FlashRegion, _ device: FlashDevice) -> Bool {
    switch region.content {
    case .empty:
      let (address, overflow) = device.baseAddress.addingReportingOverflow(UInt64(region.offset))
      return region.basePCD == nil && (overflow || !named.contains(address))
    case .data(let bytes): return bytes.isEmpty
    case .volumes, .files, .modules, .pvhHeader: return false
    }
  }

  private mutating func checkGaps(of device: FlashDevice) {
    var end = 0
    var before: FlashRegion?
    for region in device.regions {
      if region.offset > end {
        findings.append(
          LintFinding(
            "\(device.name) \(end.hexadecimal)",
            .flashGap(region.offset - end, from: end, device, behind: before)))
      }
      if isUnused(region, device) {
        findings.append(
          LintFinding("\(device.name) \(region.offset.hexadecimal)", .flashRegionUnnamed(region, device)))
      }
      let (last, overflow) = region.offset.addingReportingOverflow(region.size)
      end = overflow ? device.size : max(end, last)
      before = region
    }
    if end < device.size {
      findings.append(
        LintFinding(
          "\(device.name) \(end.hexadecimal)", .flashGap(device.size - end, from: end, device, behind: before)
        ))
    }
  }

  /// A volume begins and ends on block boundaries: flash is erased in blocks (PI 1.8 Vol 3, 3.2.1).
  private mutating func checkBlocks(of device: FlashDevice) {
    guard device.blocks.count == 1, let block = device.blocks.first?.size, block > 1 else { return }
    for region in device.regions {
      guard case .volumes = region.content else { continue }
      guard region.offset % block != 0 || region.size % block != 0 else { continue }
      findings.append(
        LintFinding(
          "\(device.name) \(region.offset.hexadecimal)", .flashRegionBlocks(region, device, block: block)))
    }
  }
}

extension Diagnostic {
  static func flashGap(_ size: Int, from offset: Int, _ device: FlashDevice, behind: FlashRegion?)
    -> Diagnostic
  {
    Diagnostic(
      .flashGap, at: .source(behind?.range ?? device.range),
      "\(size) bytes of \(device.name) at \(offset.hexadecimal) belong to no region",
      fix: "extend a region over them, or make the device smaller")
  }

  static func flashRegionUnnamed(_ region: FlashRegion, _ device: FlashDevice) -> Diagnostic {
    Diagnostic(
      .flashRegionUnused, at: .source(region.range),
      "the region of \(region.size) bytes at \(region.offset.hexadecimal) of \(device.name) is empty, and no PCD names it",
      fix: "name the region by a PCD, or give its bytes to another region")
  }

  static func flashRegionBlocks(_ region: FlashRegion, _ device: FlashDevice, block: Int) -> Diagnostic {
    Diagnostic(
      .flashRegionBlocks, at: .source(region.range),
      "the volume at \(region.offset.hexadecimal) of \(device.name), \(region.size.hexadecimal) bytes, does not begin "
        + "and end on block boundaries: the block size is \(block.hexadecimal)",
      fix: "make the region's offset and size multiples of the block size")
  }
}
