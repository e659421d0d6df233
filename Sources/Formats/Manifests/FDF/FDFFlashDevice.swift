package import Vocabulary

/// `[FD.name]`: a flash device, which is one image file (FDF 1.28, 3.5).
package struct FDFFlashDevice: Equatable, Sendable {
  /// What stands between the offset of one region and the next, in the order of the file: a SET may
  /// name a PCD that a region before it defines.
  package enum Item: Equatable, Sendable {
    case region(FDFRegion)
    case set(FDFSet)
  }

  /// Empty for `[FD.]`, which takes the platform's name.
  package var name: Located<DeviceName>
  package var createFile: Located<String>?
  package var baseAddress: FDFAnnotatedValue
  package var size: FDFAnnotatedValue
  /// The value that an erased bit has.
  package var erasePolarity: Located<FDFErasePolarity>
  /// May be empty: edk2 then takes one block size of one byte.
  package var blocks: [FDFBlock]
  package var items: [Item]

  package var regions: [FDFRegion] {
    items.compactMap { if case .region(let region) = $0 { region } else { nil } }
  }

  package var sets: [FDFSet] {
    items.compactMap { if case .set(let set) = $0 { set } else { nil } }
  }
}

package enum FDFErasePolarity: UInt8, Sendable {
  case zero = 0
  case one = 1
}

/// `BlockSize = size [| pcd]` and the `NumBlocks = count` behind it.
package struct FDFBlock: Equatable, Sendable {
  package var size: FDFAnnotatedValue
  package var count: Located<String>?
}
