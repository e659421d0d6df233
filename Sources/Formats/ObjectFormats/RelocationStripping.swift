import Bytes

// `GenFw -l` removes a `.reloc` section at the end of the file and marks the image as fixed. Rebase before:
// afterwards the image cannot be moved.

extension PEImage {
  /// The image without its relocations; unchanged if it does not end with a `.reloc` section.
  package func strippingRelocations() -> [UInt8] {
    guard let index = layout.lastRelocationSection(behind: sectionTableOffset) else { return Array(bytes) }
    let dropped = sections[index].rawSize
    var image = Array(bytes.dropLast(Int(dropped)))

    let characteristics = fileHeader.characteristics.union(.relocationsStripped)
    image.store(characteristics.rawValue, at: signatureOffset + 4 + 18)
    image.subtract(dropped, at: optionalHeaderOffset + 8)  // SizeOfInitializedData
    image.subtract(dropped, at: optionalHeaderOffset + 56)  // SizeOfImage
    if optionalHeader.dataDirectories.count > DirectoryIndex.baseRelocation.rawValue {
      let table = optionalHeaderOffset + optionalHeader.format.directoriesOffset
      image.store(UInt64(0), at: table + DirectoryIndex.baseRelocation.rawValue * DataDirectory.size)
    }
    image.clearSizes(ofSectionAt: sectionTableOffset + index * SectionHeader.size)
    return image
  }
}

extension TEImage {
  /// The image without its relocations; unchanged if it does not end with a `.reloc` section.
  package func strippingRelocations() -> [UInt8] {
    guard let index = layout.lastRelocationSection(behind: Self.headerSize) else { return Array(bytes) }
    var image = Array(bytes.dropLast(Int(sections[index].rawSize)))
    image.store(UInt64(0), at: Self.relocationDirectoryOffset)
    image.clearSizes(ofSectionAt: Self.headerSize + index * SectionHeader.size)
    return image
  }
}

extension ImageLayout {
  /// The removable section: it is named `.reloc`, is at the end of the file, and does not overlap the headers.
  fileprivate func lastRelocationSection(behind table: Int) -> Int? {
    let headers = table + sections.count * SectionHeader.size
    return sections.firstIndex {
      let start = Int($0.rawOffset) + bias
      return $0.name == ".reloc" && start >= headers && start + Int($0.rawSize) == bytes.count
    }
  }
}

extension [UInt8] {
  /// Sets the virtual size and file size in an entry of the section table to zero.
  fileprivate mutating func clearSizes(ofSectionAt row: Int) {
    store(UInt32(0), at: row + 8)
    store(UInt32(0), at: row + 16)
  }

  fileprivate mutating func subtract(_ amount: UInt32, at offset: Int) {
    let value = self[offset..<offset + 4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    store(value &- amount, at: offset)
  }
}
