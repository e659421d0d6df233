import Bytes
import Diagnostics
package import Manifests
import Vocabulary

extension PlatformResolver {
  /// `[UserExtensions.Kiln."Pvh"]`: lines of `device | offset | ELF32 or ELF64 | load address`, the last of
  /// them optional. The region at the offset, which has no data in the FDF, takes a PVH header. edk2 passes
  /// over the section and leaves the region erased.
  mutating func readPVHHeaders(_ dsc: DSCFile, flash: inout FlashDescription?) {
    for section in dsc.userExtensions where section.identifier.map(\.value) == ["Kiln", "Pvh"] {
      for line in section.lines { readPVHHeader(line, flash: &flash) }
    }
  }

  private mutating func readPVHHeader(_ line: ManifestLine, flash: inout FlashDescription?) {
    let fields = line.fields
    guard (3...4).contains(fields.count),
      let fileClass = PVHHeaderRequest.FileClass(rawValue: fields[2].text.uppercased())
    else { return diagnostics.add(.pvhMalformed(line)) }
    guard let offset = number(fields[1], of: line) else { return }
    var request = PVHHeaderRequest(fileClass: fileClass, loadAddress: nil, range: line.range)
    if fields.count == 4 {
      guard let address = number(fields[3], of: line) else { return }
      guard let address = UInt32(exactly: address), address % Self.loadAlignment == 0 else {
        return diagnostics.add(.pvhLoadAddress(address, line))
      }
      request.loadAddress = address
    }
    guard let description = flash else { return diagnostics.add(.pvhWithoutFlash(line)) }
    let name = DeviceName(fields[0].text)
    guard let device = description.devices.firstIndex(where: { $0.name == name }) else {
      return diagnostics.add(.pvhDeviceUnknown(fields[0].text, line, flash: description))
    }
    let regions = description.devices[device].regions
    guard let region = regions.firstIndex(where: { $0.offset == offset }) else {
      return diagnostics.add(.pvhRegionUnknown(offset, line, device: description.devices[device]))
    }
    guard case .empty = regions[region].content else {
      return diagnostics.add(.pvhRegionTaken(regions[region], line))
    }
    flash?.devices[device].regions[region].content = .pvhHeader(request)
  }

  /// Of load addresses, in bytes: a page.
  private static let loadAlignment: UInt32 = 0x1000

  private mutating func number(_ field: ManifestField, of line: ManifestLine) -> Int? {
    guard let value = expressions.evaluate(field.range, of: line, diagnostics: &diagnostics) else {
      return nil
    }
    guard let number = value.number.flatMap(Int.init(exactly:)) else {
      diagnostics.add(.pvhMalformed(line))
      return nil
    }
    return number
  }
}

/// What stands between the bars of a line.
package struct ManifestField {
  /// Without blanks around it.
  package let text: String
  /// Of its bytes in the line.
  package let range: Range<Int>
}

extension ManifestLine {
  /// The parts of `a | b | c`.
  package var fields: [ManifestField] {
    var start = 0
    return text.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false).map { part in
      defer { start += part.count + 1 }
      return ManifestField(text: String(Substring(part)).trimmed, range: start..<start + part.count)
    }
  }
}

extension Diagnostic {
  static func pvhMalformed(_ line: ManifestLine) -> Diagnostic {
    Diagnostic(
      .pvhMalformed, at: .source(line.range), "expected a request for a PVH header",
      fix: "write an FD, the offset of an empty region, ELF32 or ELF64, and a load address unless it is "
        + "0x100000, such as 'OVMF | 0x0 | ELF32'")
  }

  static func pvhWithoutFlash(_ line: ManifestLine) -> Diagnostic {
    Diagnostic(
      .pvhDeviceUnknown, at: .source(line.range), "the platform has no flash device",
      fix: "give the platform a FLASH_DEFINITION, or remove the line")
  }

  static func pvhDeviceUnknown(_ name: String, _ line: ManifestLine, flash: FlashDescription) -> Diagnostic {
    Diagnostic(
      .pvhDeviceUnknown, at: .source(line.range), "the platform has no flash device '\(name)'",
      fix: "use one of \(flash.devices.map(\.name.text).joined(separator: ", "))")
  }

  static func pvhRegionUnknown(_ offset: Int, _ line: ManifestLine, device: FlashDevice) -> Diagnostic {
    Diagnostic(
      .pvhRegionUnknown, at: .source(line.range), "\(device.name) has no region at \(offset.hexadecimal)",
      fix: "use one of \(device.regions.map(\.offset.hexadecimal).joined(separator: ", "))")
  }

  static func pvhRegionTaken(_ region: FlashRegion, _ line: ManifestLine) -> Diagnostic {
    Diagnostic(
      .pvhRegionTaken, at: .source(line.range),
      "expected an empty region at \(region.offset.hexadecimal), found one with contents",
      notes: [.init("the region", at: .source(region.range))],
      fix: "leave the region of the header empty in the FDF")
  }

  static func pvhLoadAddress(_ address: Int, _ line: ManifestLine) -> Diagnostic {
    Diagnostic(
      .pvhLoadAddress, at: .source(line.range), "\(address.hexadecimal) is not a valid load address",
      fix: "use a multiple of 0x1000 below 4 GiB; 0x100000 is usual")
  }
}
