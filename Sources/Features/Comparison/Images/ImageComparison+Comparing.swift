import Bytes
package import FirmwareImage
import Functions
package import Inspection

extension ImageComparison {
  package init(
    _ a: (name: String, image: FlashImage), _ b: (name: String, image: FlashImage),
    names: NameBook = NameBook()
  ) {
    var executables = ExecutableComparer(a: nil, b: nil)
    self.init(a, b, names: names, executables: &executables)
  }

  /// - Parameter executables: compares executables with the link output of their builds.
  init(
    _ a: (name: String, image: FlashImage), _ b: (name: String, image: FlashImage),
    names: NameBook, executables: inout ExecutableComparer
  ) {
    let contentsA = ImageContents(a.image, names: names)
    let contentsB = ImageContents(b.image, names: names)
    nameA = a.name
    nameB = b.name
    regions = Self.union(contentsA.regions, contentsB.regions).map { name, left, right in
      RegionRow(
        name: name, sizeA: left?.size, sizeB: right?.size, usedA: left?.used, usedB: right?.used,
        isSame: left?.size == right?.size && left?.bytes == right?.bytes)
    }
    files = []
    for (key, left, right) in Self.union(contentsA.files, contentsB.files) {
      var sections: [SectionRow] = []
      if let left, let right {
        sections = Self.compare(left.sections, right.sections, of: key.guid, executables: &executables)
      }
      files.append(
        FileRow(
          volume: key.volume, guid: key.guid, name: (left ?? right)?.name ?? key.guid.description,
          sizeA: left?.size, sizeB: right?.size, sections: sections))
    }
  }

  /// The keys of both, in the order of A, then of B.
  private static func union<Key: Hashable, Value>(_ a: [(Key, Value)], _ b: [(Key, Value)])
    -> [(Key, Value?, Value?)]
  {
    var right = Dictionary(b) { first, _ in first }
    var rows: [(Key, Value?, Value?)] = a.map { ($0, $1, right.removeValue(forKey: $0)) }
    for (key, value) in b where right.removeValue(forKey: key) != nil { rows.append((key, nil, value)) }
    return rows
  }

  /// Pairs sections of the same type in their order.
  private static func compare(
    _ a: [ImageContents.Leaf], _ b: [ImageContents.Leaf], of module: GUID,
    executables: inout ExecutableComparer
  ) -> [SectionRow] {
    var types: [String] = []
    for leaf in a + b where !types.contains(leaf.type) { types.append(leaf.type) }
    var rows: [SectionRow] = []
    for type in types {
      let left = a.filter { $0.type == type }
      let right = b.filter { $0.type == type }
      for index in 0..<max(left.count, right.count) {
        let one = index < left.count ? left[index] : nil
        let other = index < right.count ? right[index] : nil
        var row = SectionRow(type: type, sizeA: one?.bytes.count, sizeB: other?.bytes.count)
        if let one, let other {
          if one.bytes.count == other.bytes.count {
            row.differingBytes =
              one.bytes == other.bytes ? 0 : zip(one.bytes, other.bytes).count { $0 != $1 }
          }
          if !row.isSame, one.isExecutable {
            row.executable = executables.difference(of: module, one.bytes, other.bytes)
          }
        }
        rows.append(row)
      }
    }
    return rows
  }
}
