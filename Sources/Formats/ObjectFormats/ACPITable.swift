// Static ACPI tables in C sources (`.aslc`), as in GenFw `-c`.

extension ImageConversion {
  /// Extracts the ACPI table in the initialised data of an ELF file.
  ///
  /// `GenFw -c` writes the whole `.data` of the image, with padding and the debug directory at its end. The
  /// length of the table is in its header. `wipesDebugData` has no effect.
  package func acpiTable(of elf: ELFImage) throws(ELFError) -> [UInt8] {
    var conversion = self
    conversion.wipesDebugData = false
    let placement = try SectionPlacement(of: elf, for: self, needsCode: false)
    let image = try conversion.image(of: elf, placement)
    let data = image[placement.dataOffset..<placement.resourceOffset]
    guard !data.isEmpty else { throw .noACPITable }
    try ACPITableHeader(of: data).check(available: data.count)
    return Array(data)
  }
}

/// The start of all ACPI tables except the FACS (ACPI 6.5, 5.2.6), as far as it is checked.
private struct ACPITableHeader {
  static let size: UInt32 = 36

  let signature: String
  let length: UInt32
  let revision: UInt8
  /// The version field of a FACS (ACPI 6.5, 5.2.10).
  let facsVersion: UInt8

  /// The caller guarantees 33 bytes. `.data` always has more, as the debug directory alone takes 44.
  init(of data: ArraySlice<UInt8>) {
    let start = data.startIndex
    signature = String(decoding: data[start..<start + 4], as: UTF8.self)
    length = data.load(at: start + 4)
    revision = data[start + 8]
    facsVersion = data[start + 32]
  }

  /// The checks of edk2: tables older than ACPI 3.0 have fixed sizes and revisions.
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
