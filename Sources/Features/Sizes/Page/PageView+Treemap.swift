import Render

extension PageView {
  /// A treemap. The first two levels are laid out here and need no script; `data` has the whole tree for the
  /// script.
  struct Treemap: Encodable {
    let number: Int
    let treeTitle: String
    let flashSum: String
    let rawSum: String
    let groups: [Group]
    let files: [FileRow]
    let fileCount: String
    /// JSON that is safe in a script element.
    let data: String

    /// A volume and its files. Positions and sizes are in percent of the enclosing rectangle.
    struct Group: Encodable {
      let groupName: String
      let groupSize: String
      let groupHint: String
      let place: String
      /// Index of the colour, from 0.
      let hue: Int
      let tiles: [Tile]
    }

    struct Tile: Encodable {
      let tileName: String
      let tileSize: String
      let tileHint: String
      let place: String
      /// Strength of the colour in percent: the less a file compresses, the stronger.
      let density: String
    }

    struct FileRow: Encodable {
      let fileName: String
      let volume: String
      let type: String
      let raw: String
      let rawBytes: Int
      let flash: String
      let flashBytes: Int
      let ratio: String
      let bar: String
    }

    /// The maximum number of children drawn for a node.
    private static let mostChildren = 600
    /// Functions below this cost, in bytes of flash, are merged: they are half of all functions but 2 % of the
    /// cost.
    private static let leastFunction = 16.0
    /// The number of hues in the style sheet.
    private static let hues = 6

    init(_ tree: SizeTree, number: Int) {
      let tree = tree.folded(to: Self.mostChildren, leastFunction: Self.leastFunction)
      self.number = number
      treeTitle = PageText.name(tree.name)
      flashSum = PageText.short(tree.flash)
      rawSum = PageText.short(tree.raw)
      // The aspect ratio of the map in the style sheet on a wide screen.
      let places = TreemapLayout.squarified(
        tree.children.map(\.flash), in: .init(x: 0, y: 0, width: 1000, height: 560))
      // The costliest volume gets the first hue, in whatever order the image has them.
      let ranked = tree.children.indices.sorted {
        (tree.children[$1].flash, $0) < (tree.children[$0].flash, $1)
      }
      let ranks = Dictionary(uniqueKeysWithValues: ranked.enumerated().map { ($1, $0) })
      groups = tree.children.indices.map { index in
        Group(tree.children[index], in: places[index], hue: (ranks[index] ?? 0) % Self.hues)
      }
      let rows = tree.children.flatMap { volume in volume.children.map { (volume, $0) } }
      let largest = rows.map(\.1.flash).max() ?? 0
      files = rows.enumerated().sorted {
        ($1.element.1.flash, $0.offset) < ($0.element.1.flash, $1.offset)
      }.map { FileRow($0.element.1, volume: $0.element.0, largest: largest) }
      fileCount = PageText.grouped(files.count)
      data = PageTree(tree).scriptData
    }
  }
}

extension PageView.Treemap.Group {
  fileprivate init(_ volume: SizeTree, in place: TreemapLayout.Rectangle, hue: Int) {
    groupName = PageText.name(volume.name)
    groupSize = PageText.short(volume.flash)
    groupHint = volume.pageHint
    self.place = place.style(in: .init(x: 0, y: 0, width: 1000, height: 560))
    self.hue = hue
    let places = TreemapLayout.squarified(
      volume.children.map(\.flash), in: .init(x: 0, y: 0, width: place.width, height: place.height))
    tiles = zip(volume.children, places).filter { $0.1.area > 0 }.map { file, inner in
      PageView.Treemap.Tile(
        tileName: PageText.name(file.name), tileSize: PageText.short(file.flash), tileHint: file.pageHint,
        place: inner.style(in: place), density: file.pageDensity)
    }
  }
}

extension PageView.Treemap.FileRow {
  fileprivate init(_ file: SizeTree, volume: SizeTree, largest: Double) {
    fileName = PageText.name(file.name)
    self.volume = PageText.name(volume.name)
    type = PageText.name(file.type ?? file.kind.rawValue)
    raw = PageText.exact(file.raw)
    rawBytes = file.raw
    flashBytes = file.flash.wholeBytes
    flash = PageText.exact(flashBytes)
    ratio = PageText.percentage(file.flash, of: Double(file.raw))
    bar = PageText.coordinate(file.flash, of: largest)
  }
}

extension TreemapLayout.Rectangle {
  /// As CSS, in percent of `whole`.
  fileprivate func style(in whole: Self) -> String {
    "left:\(PageText.coordinate(x, of: whole.width))%;top:\(PageText.coordinate(y, of: whole.height))%;"
      + "width:\(PageText.coordinate(width, of: whole.width))%;"
      + "height:\(PageText.coordinate(height, of: whole.height))%"
  }
}

extension SizeTree {
  /// The text of the tooltip.
  fileprivate var pageHint: String {
    let type = type.map { " (\(PageText.name($0)))" } ?? ""
    return "\(PageText.name(name))\(type): \(PageText.exact(flash.wholeBytes)) of flash, "
      + "\(PageText.exact(raw)) decoded, \(PageText.percentage(flash, of: Double(raw)))"
  }

  /// In percent. Most files compress to between a tenth and seven tenths of their size.
  fileprivate var pageDensity: String {
    PageText.coordinate(flash / Double(max(raw, 1)) - 0.1, of: 0.6)
  }
}

extension Double {
  /// Rounded; 0 if it does not fit an Int.
  var wholeBytes: Int { Int(exactly: rounded()) ?? 0 }
}
