/// What costs how much, as a tree of any depth: what a treemap draws.
///
/// An image's volumes, their files, the files' sections; whoever knows more hangs it below a file, such as
/// libraries and their functions. A node's sizes hold those of its children, and may hold more: headers and
/// padding are nobody's.
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
    /// Several small siblings in one.
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
  /// The files of an image below the volumes that hold them directly, in the order of the image; a file that is
  /// only there for the volumes in it stands for itself in none.
  package init(_ attribution: SizeAttribution, name: String) {
    self.init(name: name, kind: .image, raw: 0, flash: 0)
    var places: [String: Int] = [:]
    for file in attribution.files where !file.holdsVolumes {
      let place = places[file.volume] ?? children.count
      if place == children.count {
        places[file.volume] = place
        children.append(SizeTree(name: file.volume, kind: .volume, raw: 0, flash: 0))
      }
      children[place].children.append(SizeTree(file))
      children[place].raw += file.raw
      children[place].flash += file.flash
    }
    raw = children.reduce(0) { $0 + $1.raw }
    flash = children.reduce(0) { $0 + $1.flash }
  }

  private init(_ file: SizeAttribution.File) {
    self.init(
      name: file.name, kind: .file, type: file.type, raw: file.raw, flash: file.flash,
      children: file.sections.map {
        SizeTree(name: $0.type, kind: .section, raw: $0.raw, flash: $0.flash)
      })
  }

  /// The tree with at most `limit` children anywhere: the smallest of more become one, which has none.
  package func folded(to limit: Int) -> SizeTree {
    var folded = self
    folded.children = children.map { $0.folded(to: limit) }
    guard limit > 0, children.count > limit else { return folded }
    // Equal ones in their order, so that the same tree always folds the same way.
    let ranked = children.indices.sorted {
      (children[$1].flash, children[$1].raw, $0) < (children[$0].flash, children[$0].raw, $1)
    }
    let small = Set(ranked.dropFirst(limit - 1))
    folded.children = folded.children.indices.filter { !small.contains($0) }.map { folded.children[$0] }
    folded.children.append(
      SizeTree(
        name: "\(small.count) smaller", kind: .rest, raw: small.reduce(0) { $0 + children[$1].raw },
        flash: ranked.dropFirst(limit - 1).reduce(0) { $0 + children[$1].flash }))
    return folded
  }
}
