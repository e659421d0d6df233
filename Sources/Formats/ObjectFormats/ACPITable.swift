// Static ACPI tables that are written in C (`.aslc`): GenFw `-c`.

extension ImageConversion {
  /// The ACPI table that an ELF file holds as its initialised data.
  ///
  /// What `GenFw -c` writes is all of the image's `.data`, with padding and the debug directory and
  /// path at its end. ACPI goes by the length in the table's header. `wipesDebugData` means nothing
  /// here.
  package func acpiTable(of elf: ELFImage) throws(ELFError) -> [UInt8] {
    var conversion = self
    conversion.wipesDebugData = false
    let placement = try SectionPlacement(of: elf, pathLength: symbolPath.utf8.count, needsCode: false)
    let image = try conversion.image(of: elf, placement)
    let data = image[placement.dataOffset..<placement.resourceOffset]
    guard !data.isEmpty else { throw .noACPITable }
    try ACPITableHeader(of: data).check(available: data.count)
    return Array(data)
  }
}

/// What all ACPI tables but the FACS start with (ACPI 6.5, 5.2.6), as far as it is checked.
private struct ACPITableHeader {
  static let size: UInt32 = 36

  let signature: String
  let length: UInt32
  let revision: UInt8
  /// Where a FACS has its version (ACPI 6.5, 5.2.10).
  let facsVersion: UInt8

  /// The caller guarantees 33 bytes, which no placement has less of in `.data`: the debug directory
  /// alone takes 44.
  init(of data: ArraySlice<UInt8>) {
    let start = data.startIndex
    signature = String(decoding: data[start..<start + 4], as: UTF8.self)
    length = data.load(at: start + 4)
    revision = data[start + 8]
    facsVersion = data[start + 32]
  }

  /// The checks that edk2 makes: tables older than ACPI 3.0 have known sizes and revisions.
  func check(available: Int) throws(ELFError) {
    guard length <= UInt32(clamping: available) else { throw bad(.length(length)) }
    switch signature {
    case "FACP":
      switch revision {
      case 1: try wantLength(length == 116)
      case 3, 4: try wantLength(length == 244)
      case 0, 2: throw bad(.revision(revision))
      default: break
      }
    case "FACS":
      if facsVersion <= 1 { try wantLength(length == 64) }
    case "DSDT":
      if revision <= 2 { try wantLength(length > Self.size) }
    case "APIC":
      guard revision != 0 else { throw bad(.revision(revision)) }
      if revision <= 2 { try wantLength(length > Self.size + 8) }
    case "MCFG":
      guard revision != 0 else { throw bad(.revision(revision)) }
      if revision == 1 { try wantLength(length > Self.size + 8) }
    default: break
    }
  }

  private func wantLength(_ isRight: Bool) throws(ELFError) {
    if !isRight { throw bad(.length(length)) }
  }

  private func bad(_ fault: ELFError.ACPIFault) -> ELFError {
    .badACPITable(signature: signature, fault)
  }
}
