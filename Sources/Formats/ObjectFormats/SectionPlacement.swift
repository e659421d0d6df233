import Bytes

/// Where everything of an ELF file lies in the PE image that it becomes.
///
/// The image has the same distances in the file as in memory, so an offset is an address. It is
/// laid out as edk2's `GenFw` does it (`ScanSections64`, `ScanSections32`), because the firmware's
/// bytes depend on it:
///
/// - headers, moved up so that they end where the code starts
/// - `.text`: all code, and all data that is only read
/// - `.data`: all data that is written, zeros included; left out when there is none
/// - room for the debug directory with the path of the symbols, at the end of `.data`, or of
///   `.text` when that is the last
/// - `.rsrc`: the `.hii` section
/// - `.bldid`: the `.build-id` section, with `--build-id` only
/// - `.reloc`
///
/// Each of them starts at a multiple of the largest alignment of any section.
struct SectionPlacement: Equatable {
  /// Section alignment in bytes; a power of two.
  var alignment = 0x20
  /// Offset of the `PE\0\0` signature.
  var signatureOffset = 0x80
  var textOffset = 0
  var dataOffset = 0
  /// Offset of the debug directory; its data follow.
  var debugOffset = 0
  /// The debug directory has an entry for extended DLL characteristics in front of that for the symbols.
  let hasExtendedCharacteristics: Bool
  var resourceOffset = 0
  var buildIdentifierOffset = 0
  /// Offset of `.reloc`: the end of everything else.
  var relocationOffset = 0
  /// Address of the entry point in the image; 0 if it is in no code.
  var entryPoint = 0
  /// The offset of each ELF section in the image, by its index; 0 for one that is not in the image.
  var offsets: [Int]
  /// The section that becomes `.rsrc`.
  var resourceSection: Int?
  /// The section that becomes `.bldid`.
  var buildIdentifierSection: Int?

  /// Size in bytes.
  var debugDirectorySize: Int { (hasExtendedCharacteristics ? 2 : 1) * DebugEntry.size }

  /// The part of the image that a section becomes.
  enum Role { case text, data, none }

  /// The maximum size of an image in bytes; a larger one is a mistake or an attack.
  static let sizeLimit = 256 << 20
  static let alignmentLimit: UInt64 = 0x10000
  static let resourceName = ".hii"
  static let buildIdentifierName = ".build-id"

  /// Computes the layout of the image.
  init(of elf: ELFImage, for conversion: ImageConversion, needsCode: Bool) throws(ELFError) {
    hasExtendedCharacteristics = conversion.marksLandingPads && elf.hasLandingPads
    offsets = Array(repeating: 0, count: elf.sections.count)
    try alignAll(elf)

    let headersEnd =
      signatureOffset + elf.fileClass.headersSize(sections: conversion.keepsBuildIdentifier ? 5 : 4)
    signatureOffset += max(0, alignment - headersEnd)
    var end = max(alignment, headersEnd).aligned(to: alignment)

    textOffset = end
    var hasText = false
    for (index, section) in elf.sections.enumerated() where section.role == .text {
      end = try place(section, at: index, end)
      if elf.entry >= section.address, elf.entry - section.address < section.size {
        entryPoint = offsets[index] + Int(elf.entry - section.address)
      }
      if !hasText { textOffset = offsets[index] }
      hasText = true
      end += Int(section.size)
    }
    guard hasText || !needsCode else { throw .noCode }
    debugOffset = end.aligned(to: 4)

    end = end.aligned(to: alignment)
    dataOffset = end
    var hasData = false
    for (index, section) in elf.sections.enumerated() where section.role == .data {
      end = try place(section, at: index, end)
      if !hasData { dataOffset = offsets[index] }
      hasData = true
      end += Int(section.size)
    }

    if hasData { debugOffset = end.aligned(to: 4) }
    end =
      debugOffset + DebugEntry.size + CodeView.Format.nb10.headerSize + conversion.symbolPath.utf8.count + 1
    if hasExtendedCharacteristics { end = end.aligned(to: 4) + DebugEntry.size + 4 }
    end = end.aligned(to: alignment)
    if !hasData { dataOffset = end }

    resourceOffset = end
    if let index = elf.sections.firstIndex(where: { $0.name == Self.resourceName }) {
      let section = elf.sections[index]
      if section.size > 0 {
        resourceOffset = try place(section, at: index, end)
        end = (resourceOffset + Int(section.size)).aligned(to: alignment)
        resourceSection = index
      }
    }

    buildIdentifierOffset = end
    if conversion.keepsBuildIdentifier,
      let index = elf.sections.firstIndex(where: { $0.name == Self.buildIdentifierName }),
      elf.sections[index].size > 0
    {
      buildIdentifierOffset = try place(elf.sections[index], at: index, end)
      end = (buildIdentifierOffset + Int(elf.sections[index].size)).aligned(to: alignment)
      buildIdentifierSection = index
    }
    relocationOffset = end
    guard end <= Self.sizeLimit else { throw .tooLarge(size: UInt64(end)) }
  }

  /// Sets the alignment to the largest of any section.
  private mutating func alignAll(_ elf: ELFImage) throws(ELFError) {
    for section in elf.sections where section.role != .none || section.name == Self.resourceName {
      // A section without alignment may have 0.
      let wanted = max(section.alignment, 1)
      guard wanted <= Self.alignmentLimit, wanted.nonzeroBitCount == 1 else {
        throw .badAlignment(section: section.name, alignment: section.alignment)
      }
      alignment = max(alignment, Int(wanted))
    }
  }

  /// Places the section at the first suitable offset from `end` on, and returns that offset.
  private mutating func place(
    _ section: ELFImage.Section, at index: Int, _ end: Int
  ) throws(ELFError) -> Int {
    let wanted = max(section.alignment, 1)
    guard section.address & (wanted - 1) == 0 else {
      throw .misaligned(section: section.name, address: section.address, alignment: wanted)
    }
    let place = end.aligned(to: Int(wanted))
    guard section.size <= UInt64(Self.sizeLimit), place + Int(section.size) <= Self.sizeLimit else {
      throw .tooLarge(size: UInt64(place).addingReportingOverflow(section.size).partialValue)
    }
    offsets[index] = place
    return place
  }
}

extension ELFImage.Section {
  /// Read-only data is placed with the code: pages would waste flash, and firmware loaders do not distinguish
  /// them.
  var role: SectionPlacement.Role {
    if flags.isSuperset(of: [.execute, .allocate]) { return .text }
    switch flags.intersection([.write, .allocate]) {
    case .allocate: return .text
    case [.write, .allocate] where name != SectionPlacement.resourceName: return .data
    default: return .none
    }
  }
}

extension ELFImage.FileClass {
  /// Size from the PE signature to the end of the section table, in bytes. The table has room for all sections that
  /// an image can have.
  fileprivate func headersSize(sections: Int) -> Int {
    let format = optionalHeaderFormat
    return 4 + PEImage.COFFHeader.size + format.size + sections * SectionHeader.size
  }
}
