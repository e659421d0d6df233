private import Bytes

// Rebasing as edk2's `GenFv` does it (`FfsRebase`, with `BasePeCoff.c` for the fix-ups), byte for byte:
//
// - Every fix-up gets new − current image base added, modulo its width, so an image that was moved
//   before moves again. Both bases are those of the header.
// - Of the header only the image base changes. The checksum stays: firmware images carry zero there.
//   The machine number 0x1C0 (ARM without Thumb) becomes 0x1C2.
// - GenFv loads the image to memory and copies whole sections back, so the padding of a section
//   behind its virtual size becomes zero.
// - An image whose relocations were stripped is not moved. That is `relocationsStripped`; a caller who has
//   the image before stripping rebases that one (`ExecutableImage.placed(at:withRelocationsOf:)`).

extension PEImage {
  /// The image with its first byte at `base`. Size and other bytes are unchanged.
  package func rebased(to base: UInt64) throws(ObjectError) -> [UInt8] {
    guard base != imageBase || !isFixed else { return Array(bytes) }
    guard !isFixed else { throw .relocationsStripped(imageBase: imageBase) }
    guard optionalHeader.format == .pe32Plus || base <= UInt32.max else { throw .imageBaseTooLarge(base) }
    var moved = try layout.moved(by: base &- imageBase, fixing: relocations())
    let field = optionalHeaderOffset + optionalHeader.format.imageBaseOffset
    switch optionalHeader.format {
    case .pe32: moved.store(UInt32(truncatingIfNeeded: base), at: field)
    case .pe32Plus: moved.store(base, at: field)
    }
    if machine == .armOnly { moved.store(Machine.arm.rawValue, at: signatureOffset + 4) }
    return moved
  }
}

extension TEImage {
  /// The image for a PE image base of `base`. `ExecutableImage.base(whenAt:)` gives the base for an address in
  /// flash.
  package func rebased(to base: UInt64) throws(ObjectError) -> [UInt8] {
    guard base != imageBase || !isFixed else { return Array(bytes) }
    guard !isFixed else { throw .relocationsStripped(imageBase: imageBase) }
    var moved = try layout.moved(by: base &- imageBase, fixing: relocations())
    moved.store(base, at: Self.imageBaseOffset)
    if machine == .armOnly { moved.store(Machine.arm.rawValue, at: 2) }
    return moved
  }
}

extension ExecutableImage {
  /// The image with the image base `base`. The size is unchanged.
  package func rebased(to base: UInt64) throws(ObjectError) -> [UInt8] {
    switch self {
    case .pe(let image): try image.rebased(to: base)
    case .te(let image): try image.rebased(to: base)
    }
  }
}
