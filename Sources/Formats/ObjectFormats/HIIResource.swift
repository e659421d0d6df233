package import Bytes

/// HII packages as a PE resource, where the loader of a driver finds them (UEFI 2.10, 34.3.1; PE/COFF
/// specification, "The .rsrc Section").
///
/// A tree of three levels, for type `HII`, name `EFI` and language `BIN`, ends at an entry with the place of
/// the package list in the image.
package enum HIIResource {
  /// Sizes in bytes of a directory's header, of a row after it, and of the data entry.
  private static let headSize = 16, rowSize = 8, dataEntrySize = 16
  private static let names = ["HII", "EFI", "BIN"]
  /// The bit that marks an offset as that of a string or directory.
  private static let flag: UInt32 = 0x8000_0000
  private static let endPackage: [UInt8] = [4, 0, 0, 0xDF]

  /// A `.hii` section with a package list (GenFw `--hiibinpackage`); `relocate` finishes it.
  ///
  /// - Parameters:
  ///   - packages: in the order of the list, each with its header; the end package is added.
  ///   - list: the GUID of the list; edk2 uses that of the module.
  package static func section(packages: [[UInt8]], list: GUID) -> [UInt8] {
    let size = 16 + 4 + packages.reduce(0) { $0 + $1.count } + endPackage.count
    let stringsOffset = names.count * (headSize + rowSize)
    let stringSize = 2 + 2 * 3
    let entryOffset = stringsOffset + names.count * stringSize

    var writer = ByteWriter(capacity: entryOffset + dataEntrySize + size)
    for level in names.indices {
      writer.write(repeatElement(UInt8(0), count: 12))
      writer.write(UInt16(1))  // named entries
      writer.write(UInt16(0))
      writer.write(UInt32(stringsOffset + level * stringSize) | flag)
      let isLast = level == names.count - 1
      let below = writer.bytes.count + 4
      writer.write(isLast ? UInt32(entryOffset) : UInt32(below) | flag)
    }
    for name in names {
      writer.write(UInt16(name.utf16.count))
      for unit in name.utf16 { writer.write(unit) }
    }
    writer.write(UInt32(entryOffset + dataEntrySize))
    writer.write(UInt32(size))
    writer.write(UInt64(0))  // code page
    writer.write(list)
    writer.write(UInt32(size))
    for package in packages { writer.write(package) }
    writer.write(endPackage)
    return writer.bytes
  }

  /// Converts the place of the data from an offset in the section to an address in the image.
  ///
  /// - Parameters:
  ///   - range: the section in the image.
  ///   - stored: the offset of the section in the source file, for errors.
  static func relocate(in image: inout [UInt8], _ range: Range<Int>, stored: Int) throws(ELFError) {
    let tree = Tree(bytes: image[range], stored: stored)
    let rows = try tree.field(UInt16.self, at: 12)
    for row in 0..<Int(rows) {
      let start = headSize + row * rowSize
      let name = try tree.field(UInt32.self, at: start)
      guard name & flag != 0, try tree.isHII(at: Int(name & ~flag)) else { continue }
      var place = try tree.field(UInt32.self, at: start + 4)
      for _ in 1..<names.count where place & flag != 0 {
        place = try tree.field(UInt32.self, at: Int(place & ~flag) + headSize + 4)
      }
      guard place & flag == 0 else { throw .badResource(offset: stored + start) }
      let data = try tree.field(UInt32.self, at: Int(place))
      image.store(data &+ UInt32(range.lowerBound), at: range.lowerBound + Int(place))
      return
    }
  }

  private struct Tree {
    let bytes: ArraySlice<UInt8>
    let stored: Int

    func field<I: FixedWidthInteger>(_: I.Type, at offset: Int) throws(ELFError) -> I {
      guard offset >= 0, offset <= bytes.count - I.bitWidth / 8 else {
        throw .badResource(offset: stored + min(offset, bytes.count))
      }
      return bytes.load(at: bytes.startIndex + offset)
    }

    func isHII(at offset: Int) throws(ELFError) -> Bool {
      let name = Array(HIIResource.names[0].utf16)
      guard try field(UInt16.self, at: offset) == UInt16(name.count) else { return false }
      for (index, unit) in name.enumerated() {
        guard try field(UInt16.self, at: offset + 2 + 2 * index) == unit else { return false }
      }
      return true
    }
  }
}
