/// Where the parts of an image lie in its bytes: the little that PE and TE images need to share.
struct ImageLayout {
  let bytes: ArraySlice<UInt8>
  let sections: [SectionHeader]
  /// What to add to a section's file offset for an offset from the start of `bytes`.
  let bias: Int
  let machine: Machine

  /// The index in `bytes` of `count` bytes of file data at an address, when one section has them all.
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

  /// The file data at an address, when one section has all of it.
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
