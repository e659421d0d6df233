extension PEImage {
  /// What a loader sets aside for the image, in bytes.
  package var sizeInMemory: UInt64 { UInt64(optionalHeader.sizeOfImage) }
}

extension TEImage {
  /// What a loader sets aside for the image, in bytes: up to the end of the last section, rounded
  /// up to 4096, the section alignment that edk2's loader takes for every TE image.
  package var sizeInMemory: UInt64 {
    guard let last = sections.last else { return 0 }
    return (UInt64(last.virtualAddress) + UInt64(last.virtualSize) + 4095) & ~4095
  }
}
