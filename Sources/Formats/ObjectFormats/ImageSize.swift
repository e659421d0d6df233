extension PEImage {
  /// The memory that edk2's loader allocates for the image, in bytes: `sizeOfImage`, and room for CodeView data
  /// that is only in the file.
  package var sizeInMemory: UInt64 {
    let appended = debugEntries.first { $0.type == DebugEntry.codeViewType }
      .flatMap { $0.address == 0 && $0.fileOffset != 0 ? $0.dataSize : nil }
    return UInt64(optionalHeader.sizeOfImage) + UInt64(appended ?? 0)
  }
}

extension TEImage {
  /// The memory that edk2's loader allocates for the image, in bytes: up to the end of the last section,
  /// rounded up to `assumedSectionAlignment`.
  package var sizeInMemory: UInt64 {
    guard let last = sections.last else { return 0 }
    let alignment = UInt64(Self.assumedSectionAlignment)
    return (UInt64(last.virtualAddress) + UInt64(last.virtualSize) + alignment - 1) / alignment * alignment
  }
}
