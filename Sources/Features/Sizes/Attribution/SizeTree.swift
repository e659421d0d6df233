/// The costs of an image as a tree of any depth, for a treemap.
///
/// The levels are the image's volumes, their files, the files' sections, and, for executables with a link map,
/// libraries and functions. Bytes of a node that no other child covers, such as headers and padding, form a
/// child of their own.
package struct SizeTree: Equatable, Sendable {
  /// An open set: a reader shows the name of a kind that it does not know.
  package struct Kind: RawRepresentable, Hashable, Sendable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    package static let image = Kind(rawValue: "image")
    package static let volume = Kind(rawValue: "volume")
    package static let file = Kind(rawValue: "file")
    package static let section = Kind(rawValue: "section")
    package static let library = Kind(rawValue: "library")
    package static let function = Kind(rawValue: "function")
    /// Several small siblings taken together, or the bytes that no sibling covers.
    package static let rest = Kind(rawValue: "rest")
  }

  package var name: String
  package var kind: Kind
  /// The name of the type in the PI specification, such as `DXE driver`.
  package var type: String?
  /// Decoded size in bytes.
  package var raw: Int
  /// Cost in bytes of flash; inside a compressed stream, the share of it.
  package var flash: Double
  package var children: [SizeTree]

  package init(
    name: String, kind: Kind, type: String? = nil, raw: Int, flash: Double, children: [SizeTree] = []
  ) {
    self.name = name
    self.kind = kind
    self.type = type
    self.raw = raw
    self.flash = flash
    self.children = children
  }
}

extension SizeTree {
  /// The tree with at most `limit` children per node, and without functions that cost less than `leastFunction`
  /// bytes of flash. Children that are too many or too small are merged into one sibling without children.
  package func folded(to limit: Int, leastFunction: Double = 0) -> SizeTree {
    var folded = self
    folded.children = children.map { $0.folded(to: limit, leastFunction: leastFunction) }
    // Equal costs stay in their order, so that the result is deterministic.
    let ranked = children.indices.sorted {
      (children[$1].flash, children[$1].raw, $0) < (children[$0].flash, children[$0].raw, $1)
    }
    let large = ranked.prefix { children[$0].kind != .function || children[$0].flash >= leastFunction }.count
    let kept = children.count > limit ? min(large, max(0, limit - 1)) : large
    // Merging a single child would only hide its name.
    guard limit > 0, children.count - kept > 1 else { return folded }
    let small = Set(ranked.dropFirst(kept))
    folded.children = folded.children.indices.filter { !small.contains($0) }.map { folded.children[$0] }
    folded.children.append(
      SizeTree(
        name: "\(small.count) smaller", kind: .rest, raw: small.reduce(0) { $0 + children[$1].raw },
        flash: ranked.dropFirst(kept).reduce(0) { $0 + children[$1].flash }))
    return folded
  }
}
