import Bytes
package import Diagnostics

extension PVHImage {
  /// Compares the header with the image that it precedes.
  ///
  /// - Parameter place: the place of an offset in the image.
  package func diagnose(at place: (_ offset: Int) -> Diagnostic.Place) -> [Diagnostic] {
    var found: [Diagnostic] = []
    guard let load else { return [.pvhWithoutLoad(at: place(0))] }
    for row in segments {
      let segment = row.segment
      let (end, overflow) = segment.offset.addingReportingOverflow(segment.fileSize)
      if overflow || end > UInt64(bytes.count) {
        found.append(.pvhTruncated(segment, of: bytes.count, at: place(row.rowOffset)))
      }
      if segment.kind == .note, segment.alignment == 0 {
        found.append(.pvhNoteAlignment(at: place(row.rowOffset)))
      }
    }
    let size = UInt64(bytes.count)
    let loaded = load.segment
    if loaded.offset != 0 || loaded.fileSize < size || loaded.memorySize < size {
      found.append(.pvhShortSegment(loaded, of: bytes.count, at: place(load.rowOffset)))
    }
    let (last, overflow) = loaded.physicalAddress.addingReportingOverflow(max(loaded.memorySize, size))
    if overflow || last > 1 << 32 {
      found.append(.pvhUnloadable(loaded.physicalAddress, size: bytes.count, at: place(load.rowOffset)))
    }
    guard let note else { return found + [.pvhWithoutNote(at: place(0))] }
    if let wanted = expectedEntry(loaded) {
      if note.entry != wanted {
        found.append(.pvhEntry(note.entry, expected: wanted, at: place(note.descriptorOffset)))
      }
    } else if offset(of: note.entry) == nil {
      found.append(.pvhEntryOutside(note.entry, at: place(note.descriptorOffset)))
    }
    return found
  }

  /// The entry point of firmware whose reset vector has a PVH entry; nil for other kernels.
  private func expectedEntry(_ loaded: ProgramSegment) -> UInt64? {
    guard ResetVector(endOf: bytes) == .pvhEntry else { return nil }
    let (entry, overflow) = loaded.physicalAddress.addingReportingOverflow(UInt64(bytes.count))
    return overflow || entry < UInt64(PVHHeader.entryDistance) ? nil : entry - UInt64(PVHHeader.entryDistance)
  }
}

/// The end of an image, where x86 processors start.
package enum ResetVector: Equatable, Sendable {
  /// There is a jump at the offset of the PVH entry.
  case pvhEntry
  /// There is a reset vector, but no jump at the offset of the PVH entry. Often OVMF's GUID table is there.
  case noPVHEntry
  /// There is no reset vector for x86 processors.
  case none

  /// Distance in bytes from `VTF\0` to the end of a volume top file (UefiCpuPkg, `Vtf0`).
  private static let signatureDistance = 20
  private static let signature: [UInt8] = [0x56, 0x54, 0x46, 0x00]
  /// `jmp rel8`, `jmp rel32`.
  private static let jumps: [UInt8] = [0xEB, 0xE9]

  package init(endOf bytes: ArraySlice<UInt8>) {
    let distance = Int(PVHHeader.entryDistance)
    guard bytes.count >= distance, bytes.suffix(Self.signatureDistance).starts(with: Self.signature) else {
      self = .none
      return
    }
    self = bytes.suffix(distance).first.map(Self.jumps.contains) == true ? .pvhEntry : .noPVHEntry
  }
}

extension Diagnostic {
  private static let headerFix = "let 'kiln pvh --fix' write the header, or have kiln compute it"

  fileprivate static func pvhWithoutLoad(at place: Place) -> Diagnostic {
    Diagnostic(.pvhSegment, at: place, "the ELF header has no segment to load", fix: headerFix)
  }

  fileprivate static func pvhTruncated(_ segment: ProgramSegment, of size: Int, at place: Place) -> Diagnostic
  {
    Diagnostic(
      .pvhTruncated, at: place,
      "a segment has \(segment.fileSize.hexadecimal) bytes at offset \(segment.offset.hexadecimal), the image "
        + "\(UInt64(size).hexadecimal) in total", fix: "give the whole image, or \(headerFix)")
  }

  fileprivate static func pvhNoteAlignment(at place: Place) -> Diagnostic {
    Diagnostic(
      .pvhNoteAlignment, at: place,
      "the note segment's p_align is 0: 'qemu -kernel' divides by it and crashes (SIGFPE)", fix: headerFix)
  }

  fileprivate static func pvhShortSegment(_ segment: ProgramSegment, of size: Int, at place: Place)
    -> Diagnostic
  {
    Diagnostic(
      .pvhSegment, at: place,
      "the segment loads \(segment.fileSize.hexadecimal) bytes at offset \(segment.offset.hexadecimal), the image has "
        + "\(UInt64(size).hexadecimal)", fix: headerFix)
  }

  fileprivate static func pvhUnloadable(_ address: UInt64, size: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .pvhLoadAddress, at: place,
      "\(UInt64(size).hexadecimal) bytes loaded to \(address.hexadecimal) do not end below 4 GiB",
      fix: headerFix)
  }

  fileprivate static func pvhWithoutNote(at place: Place) -> Diagnostic {
    Diagnostic(
      .pvhNote, at: place,
      "the note XEN_ELFNOTE_PHYS32_ENTRY is missing: PVH loaders take the entry point from it",
      fix: headerFix)
  }

  fileprivate static func pvhEntry(_ entry: UInt64, expected: UInt64, at place: Place) -> Diagnostic {
    Diagnostic(
      .pvhEntry, at: place,
      "expected the entry point of the reset vector, \(expected.hexadecimal), found \(entry.hexadecimal)",
      fix: headerFix)
  }

  fileprivate static func pvhEntryOutside(_ entry: UInt64, at place: Place) -> Diagnostic {
    Diagnostic(
      .pvhEntry, at: place, "the entry point \(entry.hexadecimal) is outside the loaded segments",
      fix: headerFix)
  }
}
