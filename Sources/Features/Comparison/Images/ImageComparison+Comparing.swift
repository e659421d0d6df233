import Bytes
package import FirmwareImage
import Functions
package import Inspection
package import Sizes

extension ImageComparison {
  package init(
    _ a: (name: String, image: FlashImage), _ b: (name: String, image: FlashImage),
    names: NameBook = NameBook()
  ) {
    self.init(a, b, names: names, symbols: nil)
  }

  /// - Parameter symbols: the link maps of the build of B, if A has none.
  package init(
    _ a: (name: String, image: FlashImage), _ b: (name: String, image: FlashImage),
    names: NameBook, symbols: (any SymbolSource)?
  ) {
    var executables = ExecutableComparer(a: nil, b: nil)
    self.init(a, b, names: names, executables: &executables, symbols: symbols)
  }

  /// - Parameters:
  ///   - executables: compares executables with the link output of their builds.
  ///   - symbols: the link maps of the build of B.
  init(
    _ a: (name: String, image: FlashImage), _ b: (name: String, image: FlashImage),
    names: NameBook, executables: inout ExecutableComparer, symbols: (any SymbolSource)? = nil
  ) {
    let contentsA = ImageContents(a.image, names: names)
    let contentsB = ImageContents(b.image, names: names)
    nameA = a.name
    nameB = b.name
    regions = Self.union(contentsA.regions, contentsB.regions).map { name, left, right in
      var row = RegionRow(
        name: name, sizeA: left?.size, sizeB: right?.size, usedA: left?.used, usedB: right?.used,
        isSame: left?.size == right?.size && left?.bytes == right?.bytes)
      if let left, let right, !row.isSame {
        row.bytes = ByteDifference(left.bytes, right.bytes)
        row.offset = left.offset
        row.isEmptyStoreInB = right.isEmptyStore
      }
      return row
    }
    files = []
    for (key, left, right) in Self.union(contentsA.files, contentsB.files) {
      var sections: [SectionRow] = []
      if let left, let right {
        sections = Self.compare(
          left.sections, right.sections, of: key.guid, executables: &executables, symbols: symbols)
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
    executables: inout ExecutableComparer, symbols: (any SymbolSource)?
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
          if !row.isSame {
            row.bytes = ByteDifference(
              one.bytes, other.bytes,
              symbols: one.isExecutable ? symbols?.symbols(of: module, executable: other.bytes) ?? [] : [])
            if one.isExecutable {
              row.executable = executables.difference(of: module, one.bytes, other.bytes)
            }
          }
        }
        rows.append(row)
      }
    }
    return rows
  }
}
