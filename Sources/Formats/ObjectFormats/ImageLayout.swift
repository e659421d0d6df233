/// The sections of an image and their place in its bytes: the part that PE and TE images share.
struct ImageLayout {
  let bytes: ArraySlice<UInt8>
  let sections: [SectionHeader]
  /// The difference between a section's file offset and its offset in `bytes`.
  let bias: Int
  let machine: Machine

  /// The index in `bytes` of `count` bytes at an address; nil unless one section has all of them in the file.
  func index(ofAddress address: UInt32, count: Int) -> Int? {
    for section in sections {
      guard address >= section.virtualAddress else { continue }
      let inside = Int(address - section.virtualAddress)
      guard inside + count <= Int(section.rawSize) else { continue }
      let index = bytes.startIndex + Int(section.rawOffset) + bias + inside
      guard index >= bytes.startIndex, index + count <= bytes.endIndex else { return nil }
      return index
    }
    return nil
  }

  /// The `count` bytes at an address; nil unless one section has all of them in the file.
  func data(at address: UInt32, count: Int) -> ArraySlice<UInt8>? {
    index(ofAddress: address, count: count).map { bytes[$0..<$0 + count] }
  }
}

extension PEImage {
  var layout: ImageLayout { ImageLayout(bytes: bytes, sections: sections, bias: 0, machine: machine) }
}

extension TEImage {
  var layout: ImageLayout { ImageLayout(bytes: bytes, sections: sections, bias: bias, machine: machine) }
}
