import Bytes

extension ImageConversion {
  /// Converts an ELF file to a PE image: PE32+ for 64 bits, PE32 for 32 bits (GenFw `-e`).
  package func image(of elf: ELFImage) throws(ELFError) -> [UInt8] {
    try image(of: elf, SectionPlacement(of: elf, for: self, needsCode: true))
  }

  /// The image for a placement that reserves room for `symbolPath`.
  func image(of elf: ELFImage, _ placement: SectionPlacement) throws(ELFError) -> [UInt8] {
    guard let machine = Machine(elf.machine, elf.fileClass) else { throw .unsupportedMachine(elf.machine) }
    var image = [UInt8](repeating: 0, count: placement.relocationOffset)
    try copySections(of: elf, placement, to: &image)

    var fixups = BaseRelocationTable(offset: placement.relocationOffset)
    try SectionRelocator(elf, placement, relocationRules).relocate(&image, recording: &fixups)
    image += fixups.finished(alignment: placement.alignment)

    writeDebugData(in: placement, to: &image)
    let headers = ImageHeaders(
      machine: machine, format: elf.fileClass.optionalHeaderFormat, subsystem: subsystem,
      placement: placement, imageSize: image.count, hasDebugData: !wipesDebugData,
      version: version, marksNXCompatible: marksNXCompatible)
    headers.write(to: &image)
    clearTimeStamp(ofResourcesIn: placement, &image)
    return image
  }

  private func copySections(
    of elf: ELFImage, _ placement: SectionPlacement, to image: inout [UInt8]
  ) throws(ELFError) {
    for (index, section) in elf.sections.enumerated() where section.kind == .programData && section.size > 0 {
      let place = placement.offsets[index]
      guard place > 0 else {
        guard section.name == SectionPlacement.resourceName else { continue }
        throw .secondResourceSection(offset: section.headerOffset)
      }
      let contents = try elf.contents(of: section)
      image.replaceSubrange(place..<place + contents.count, with: contents)
      if index == placement.resourceSection {
        try HIIResource.relocate(
          in: &image, place..<place + contents.count, stored: contents.startIndex)
      }
    }
  }

  /// Zeroes the time stamp of the resource directory.
  private func clearTimeStamp(ofResourcesIn placement: SectionPlacement, _ image: inout [UInt8]) {
    guard placement.resourceSection != nil else { return }
    image.store(UInt32(0), at: placement.resourceOffset + 4)
  }

  /// Writes the entries of the debug directory (PE/COFF specification, "Debug Directory") and their data. GenFw does
  /// not wipe extended characteristics.
  private func writeDebugData(in placement: SectionPlacement, to image: inout [UInt8]) {
    func entry(_ type: UInt32, size: Int, data: Int, at offset: Int) {
      image.store(type, at: offset + 12)
      image.store(UInt32(size), at: offset + 16)
      image.store(UInt32(data), at: offset + 20)
      image.store(UInt32(data), at: offset + 24)
    }
    let path = Array(symbolPath.utf8)
    let header = CodeView.Format.nb10.headerSize
    let data = placement.debugOffset + placement.debugDirectorySize
    if placement.hasExtendedCharacteristics {
      let word = data + header + (path.count + 1).aligned(to: 4)
      entry(DebugEntry.extendedCharacteristicsType, size: 4, data: word, at: placement.debugOffset)
      image.store(DebugEntry.forwardCFICompatible, at: word)
    }
    guard !wipesDebugData else { return }
    entry(DebugEntry.codeViewType, size: header + path.count + 1, data: data, at: data - DebugEntry.size)
    image.store(CodeView.Format.nb10.rawValue, at: data)
    let text = data + header
    image.replaceSubrange(text..<text + path.count, with: path)
  }
}

extension Machine {
  /// The PE machine; nil if this converter does not support the machine in a file of this class.
  init?(_ machine: ELFImage.Machine, _ fileClass: ELFImage.FileClass) {
    switch (machine, fileClass) {
    case (.ia32, .elf32): self = .ia32
    case (.arm, .elf32): self = .arm
    case (.x64, .elf64): self = .x64
    case (.aarch64, .elf64): self = .aarch64
    case (.riscv, .elf64): self = .riscv64
    case (.loongArch, .elf64): self = .loongArch64
    default: return nil
    }
  }
}

extension ELFImage.FileClass {
  var optionalHeaderFormat: PEImage.OptionalHeader.Format { self == .elf32 ? .pe32 : .pe32Plus }
}
