/// What costs how much, as a tree of any depth: what a treemap draws.
///
/// An image's volumes, their files, the files' sections, and of executables whose link map is known libraries and
/// functions. What no other child of a node has, such as headers and padding, is a child of its own.
package struct SizeTree: Equatable, Sendable {
  /// An open set: a reader that does not know a kind shows its name.
  package struct Kind: RawRepresentable, Hashable, Sendable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    package static let image = Kind(rawValue: "image")
    package static let volume = Kind(rawValue: "volume")
    package static let file = Kind(rawValue: "file")
    package static let section = Kind(rawValue: "section")
    package static let library = Kind(rawValue: "library")
    package static let function = Kind(rawValue: "function")
    /// Several small siblings in one, or what no sibling has.
    package static let rest = Kind(rawValue: "rest")
  }

  package var name: String
  package var kind: Kind
  /// What the specification calls it, such as `DXE driver`.
  package var type: String?
  /// In bytes, decoded.
  package var raw: Int
  /// In bytes of flash: the share of a compressed stream, where it is in one.
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
  /// The tree with at most `limit` children anywhere, and without functions that cost less than `leastFunction`
  /// bytes of flash: those that are too many or too small become one of their siblings, which has no children.
  package func folded(to limit: Int, leastFunction: Double = 0) -> SizeTree {
    var folded = self
    folded.children = children.map { $0.folded(to: limit, leastFunction: leastFunction) }
    // Equal ones in their order, so that the same tree always folds the same way.
    let ranked = children.indices.sorted {
      (children[$1].flash, children[$1].raw, $0) < (children[$0].flash, children[$0].raw, $1)
    }
    let large = ranked.prefix { children[$0].kind != .function || children[$0].flash >= leastFunction }.count
    let kept = children.count > limit ? min(large, max(0, limit - 1)) : large
    // One in place of one would only hide its name.
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
