import Bytes
import Diagnostics
import ObjectFormats
import PlatformModel

/// The header at the start of a flash device by which a loader finds its way into it: that for PVH, which is computed if
/// the platform requests it, or that of an Arm kernel. What is typed into the FDF is checked.
struct PVHPlacement {
  let device: FlashDevice
  let flash: FlashDescription

  init(on device: FlashDevice, in flash: FlashDescription) {
    self.device = device
    self.flash = flash
  }

  /// The requested header, computed when the device's layout is final; nil after an error.
  func header(
    _ request: PVHHeaderRequest, in region: FlashRegion, diagnostics: inout DiagnosticList
  ) -> [UInt8]? {
    let address = request.loadAddress ?? PVHHeader.usualLoadAddress
    let fileClass: ELFImage.FileClass = request.fileClass == .elf32 ? .elf32 : .elf64
    guard let header = PVHHeader(fileClass, imageSize: device.size, loadAddress: address) else {
      diagnostics.add(.pvhNotLoadable(device, address: address, request))
      return nil
    }
    if let other = memory(loadedOverAt: address) {
      diagnostics.add(.pvhLoadedOver(other, device: device, address: address, request))
      return nil
    }
    guard region.offset == 0 else {
      diagnostics.add(.pvhNotInFront(region, device: device, request))
      return nil
    }
    guard header.size <= region.size else {
      diagnostics.add(.pvhRegionTooSmall(region, needed: header.size, request))
      return nil
    }
    return header.bytes
  }

  /// The device that reserves memory for SEC and PEI, such as OVMF's MEMFD, and overlaps the range to which
  /// this one would be loaded. SEC and PEI would then overwrite the code that they run from.
  private func memory(loadedOverAt address: UInt32) -> FlashDevice? {
    let start = UInt64(address)
    let end = start + UInt64(device.size)
    return flash.devices.first { other in
      let (otherEnd, overflow) = other.baseAddress.addingReportingOverflow(UInt64(other.size))
      return !overflow && other.name != device.name && other.baseAddress < end && start < otherEnd
    }
  }

  /// Checks the PVH entry. A device with a computed header must have one. A typed-in header is written as it is
  /// and compared with the layout.
  func check(_ bytes: [UInt8], diagnostics: inout DiagnosticList) {
    for region in device.regions {
      switch region.content {
      case .pvhHeader(let request):
        if ResetVector(endOf: bytes[...]) != .pvhEntry { diagnostics.add(.pvhWithoutEntry(device, request)) }
      case .data(let typed) where region.offset == 0:
        if let header = ArmImageHeader(parsing: typed[...]) {
          let found = header.diagnose(imageSize: device.size, entry: device.firstVolumeOffset) { _ in
            .source(region.range)
          }
          diagnostics.add(contentsOf: found.map(\.asWarning))
        }
        guard let image = try? PVHImage(parsing: bytes[...]) else { continue }
        let found = image.diagnose { _ in .source(region.range) }
        diagnostics.add(contentsOf: found.map(\.asWarning))
      default: continue
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func pvhNotLoadable(
    _ device: FlashDevice, address: UInt32, _ request: PVHHeaderRequest
  ) -> Diagnostic {
    Diagnostic(
      .pvhLoadAddress, at: .source(request.range),
      "\(device.name) with \(device.size.hexadecimal) bytes cannot be loaded to \(address.hexadecimal): "
        + "it must end below 4 GiB and have room for a header and an entry point",
      fix: "load it lower, or make it smaller")
  }

  fileprivate static func pvhLoadedOver(
    _ other: FlashDevice, device: FlashDevice, address: UInt32, _ request: PVHHeaderRequest
  ) -> Diagnostic {
    Diagnostic(
      .pvhLoadAddress, at: .source(request.range),
      "\(device.name) would be loaded to \(address.hexadecimal)…"
        + "\((UInt64(address) + UInt64(device.size)).hexadecimal), over \(other.name) at "
        + "\(other.baseAddress.hexadecimal)",
      notes: [.init("\(other.name) is here", at: .source(other.range))],
      fix: "load it elsewhere, make it smaller, or move \(other.name)")
  }

  fileprivate static func pvhNotInFront(
    _ region: FlashRegion, device: FlashDevice, _ request: PVHHeaderRequest
  ) -> Diagnostic {
    Diagnostic(
      .pvhRegion, at: .source(request.range),
      "expected a region at the start of \(device.name), where loaders read the header, found one at \(region.offset.hexadecimal)",
      notes: [.init("the region", at: .source(region.range))],
      fix: "name the first region of the device, with offset 0")
  }

  fileprivate static func pvhRegionTooSmall(
    _ region: FlashRegion, needed: Int, _ request: PVHHeaderRequest
  ) -> Diagnostic {
    Diagnostic(
      .pvhRegion, at: .source(request.range),
      "a PVH header needs \(needed.hexadecimal) bytes, the region has \(region.size.hexadecimal)",
      notes: [.init("the region", at: .source(region.range))],
      fix: "make the region at least \(needed.hexadecimal) bytes large")
  }

  fileprivate static func pvhWithoutEntry(_ device: FlashDevice, _ request: PVHHeaderRequest) -> Diagnostic {
    Diagnostic(
      .pvhNoEntry, at: .source(request.range),
      "the reset vector of \(device.name) has no PVH entry \(PVHHeader.entryDistance.hexadecimal) bytes before "
        + "the end",
      fix:
        "use OvmfPkg/XenResetVector or Templates/ResetVector in the volume at the top, or remove the line")
  }
}
