/// A flash device image to be packed (`[FD.…]` of an FDF).
package struct FlashPlan: Equatable, Sendable {
  /// Size in bytes.
  package var size: Int
  /// The value of bytes between regions, and of what is empty in them.
  package var eraseByte: UInt8
  package var regions: [FlashRegionPlan]

  package init(size: Int, eraseByte: UInt8 = 0xFF, regions: [FlashRegionPlan]) {
    self.size = size
    self.eraseByte = eraseByte
    self.regions = regions
  }
}

package struct FlashRegionPlan: Equatable, Sendable {
  /// The name in messages.
  package var name: String
  /// Offset from the start of the image, in bytes.
  package var offset: Int
  package var size: Int
  /// At most `size` bytes; the rest of the region is erased.
  package var bytes: [UInt8]

  package init(_ name: String, offset: Int, size: Int, bytes: [UInt8]) {
    self.name = name
    self.offset = offset
    self.size = size
    self.bytes = bytes
  }
}

/// Why a flash image cannot be packed.
package enum FlashPlanError: Error, Equatable, Sendable {
  case overlap(first: String, second: String, bytes: Int)
  case outsideImage(region: String, end: Int, size: Int)
  case tooLarge(region: String, bytes: Int, size: Int)
  /// A negative size, or one above 4 GiB.
  case size(Int)
}

extension FlashPlan {
  /// The image up to the end of its last region, which is where edk2's GenFds ends it (GenFds `Fd.py`).
  ///
  /// - Throws: if regions overlap, exceed the image, or are smaller than their contents.
  package func bytes() throws(FlashPlanError) -> [UInt8] {
    guard (0...(1 << 32)).contains(size) else { throw .size(size) }
    let ordered = regions.sorted { $0.offset < $1.offset }
    for region in ordered {
      let (end, overflows) = region.offset.addingReportingOverflow(region.size)
      guard !overflows, region.offset >= 0, region.size >= 0, end <= size else {
        throw .outsideImage(region: region.name, end: overflows ? .max : end, size: size)
      }
      guard region.bytes.count <= region.size else {
        throw .tooLarge(region: region.name, bytes: region.bytes.count, size: region.size)
      }
    }
    var image = [UInt8]()
    image.reserveCapacity(size)
    var previous: FlashRegionPlan?
    for region in ordered {
      if let previous, region.offset < previous.offset + previous.size {
        throw .overlap(
          first: previous.name, second: region.name, bytes: previous.offset + previous.size - region.offset)
      }
      image.append(contentsOf: [UInt8](repeating: eraseByte, count: region.offset - image.count))
      image.append(contentsOf: region.bytes)
      image.append(contentsOf: [UInt8](repeating: eraseByte, count: region.size - region.bytes.count))
      previous = region
    }
    return image
  }
}
