package import FirmwareImage
package import Functions
package import Inspection
package import Sizes

/// The images of two builds, paired by name; or two images.
package struct BuildComparison: Equatable, Sendable {
  package struct Image: Equatable, Sendable {
    /// The file name in A; also that in B if images are paired by name.
    package var name: String
    package var comparison: ImageComparison
    /// Another image that has all differences of this one, such as OVMF.fd, which contains OVMF_CODE.fd; nil if
    /// there is none.
    package var repeats: String?
  }

  package var nameA: String
  package var nameB: String
  /// In the order of A.
  package var images: [Image] = []
  /// Names of images that B does not have.
  package var onlyInA: [String] = []
  package var onlyInB: [String] = []

  package var differs: Bool {
    !onlyInA.isEmpty || !onlyInB.isEmpty || images.contains { $0.comparison.differs }
  }

  package init(nameA: String, nameB: String) {
    self.nameA = nameA
    self.nameB = nameB
  }
}

extension BuildComparison {
  /// One side of a comparison.
  package struct Side: Sendable {
    package var name: String
    package var images: [(name: String, image: FlashImage)]
    /// The link output of the build; nil without a build folder.
    package var modules: (any LinkedModuleSource)?

    package init(
      name: String, images: [(name: String, image: FlashImage)], modules: (any LinkedModuleSource)?
    ) {
      self.name = name
      self.images = images
      self.modules = modules
    }
  }

  /// - Parameters:
  ///   - pairsByName: whether images are paired by name; otherwise in their order.
  ///   - attribute: computes the cost of an image's files in flash.
  package init(
    _ a: Side, _ b: Side, pairsByName: Bool, names: NameBook = NameBook(),
    attribute: ((FlashImage) -> SizeAttribution)? = nil
  ) {
    nameA = a.name
    nameB = b.name
    var executables = ExecutableComparer(a: a.modules, b: b.modules)
    var rest = b.images
    for (name, image) in a.images {
      let index = pairsByName ? rest.firstIndex { $0.name == name } : rest.indices.first
      guard let index else {
        onlyInA.append(name)
        continue
      }
      let other = rest.remove(at: index)
      var comparison = ImageComparison(
        (pairsByName ? name : a.name, image), (pairsByName ? name : b.name, other.image), names: names,
        executables: &executables)
      if comparison.differs, let attribute { comparison.add(attribute(image), attribute(other.image)) }
      images.append(Image(name: name, comparison: comparison))
    }
    onlyInB = rest.map(\.name)
    findRepetitions()
  }

  /// Finds images whose differences are all in another image as well: they are not listed twice.
  private mutating func findRepetitions() {
    let changes = images.map { image in image.comparison.files.filter { $0.verdict != .same }.map(\.contents)
    }
    // Prefers the image with most differences, then one with costs in flash.
    let ranks = images.indices.map { index in
      (changes[index].count, images[index].comparison.streams.count, images[index].comparison.files.count)
    }
    let ranked = images.indices.sorted { ranks[$0] == ranks[$1] ? $0 < $1 : ranks[$0] > ranks[$1] }
    var listed: [Int] = []
    for index in ranked where images[index].comparison.differs {
      let isElsewhere = listed.first { other in changes[index].allSatisfy(changes[other].contains) }
      let hasRegions = images[index].comparison.regions.contains { !$0.isSame }
      if let isElsewhere, !hasRegions, !changes[index].isEmpty {
        images[index].repeats = images[isElsewhere].name
      } else {
        listed.append(index)
      }
    }
  }
}

extension ImageComparison.FileRow {
  /// The row without the costs in flash, which depend on the image.
  fileprivate var contents: ImageComparison.FileRow {
    var row = self
    row.flashA = nil
    row.flashB = nil
    return row
  }
}

extension ImageComparison {
  /// Adds the costs of the files of both sides.
  package mutating func add(_ a: SizeAttribution, _ b: SizeAttribution) {
    guard !a.streams.isEmpty || !b.streams.isEmpty else { return }
    var costsA = Dictionary(grouping: a.files, by: \.guid).mapValues { $0[...] }
    var costsB = Dictionary(grouping: b.files, by: \.guid).mapValues { $0[...] }
    for index in files.indices {
      let guid = files[index].guid
      if files[index].sizeA != nil { files[index].flashA = costsA[guid]?.popFirst()?.flash }
      if files[index].sizeB != nil { files[index].flashB = costsB[guid]?.popFirst()?.flash }
    }
    for index in 0..<max(a.streams.count, b.streams.count) {
      let left = index < a.streams.count ? a.streams[index] : nil
      let right = index < b.streams.count ? b.streams[index] : nil
      streams.append(
        StreamRow(
          codecA: left?.codec, codecB: right?.codec, encodedA: left?.encodedSize,
          encodedB: right?.encodedSize, decodedA: left?.size, decodedB: right?.size))
    }
  }
}
