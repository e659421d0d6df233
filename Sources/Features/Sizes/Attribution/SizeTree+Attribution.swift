extension SizeTree {
  /// The files of an image below the volumes that directly contain them, in the order of the image. A file that
  /// contains volumes is left out, as its contents are there.
  package init(_ attribution: SizeAttribution, name: String) {
    var volumes: [SizeTree] = []
    var places: [String: Int] = [:]
    for file in attribution.files where !file.holdsVolumes {
      let place = places[file.volume] ?? volumes.count
      if place == volumes.count {
        places[file.volume] = place
        volumes.append(SizeTree(name: file.volume, kind: .volume, raw: 0, flash: 0))
      }
      volumes[place].add(SizeTree(file))
    }
    self.init(name: name, kind: .image, raw: 0, flash: 0)
    for volume in volumes { add(volume) }
  }

  private init(_ file: SizeAttribution.File) {
    self.init(
      name: file.name, kind: .file, type: file.type, raw: file.raw, flash: file.flash,
      children: file.sections.map(SizeTree.init))
    addRest(SizeRanking.fileHeaders)
  }

  private init(_ section: SizeAttribution.Section) {
    self.init(name: section.type, kind: .section, raw: section.raw, flash: section.flash)
    children = Self.libraries(section.parts)
    addRest(SizeRanking.headersAndRelocations)
  }

  /// Libraries with their functions, in the order of first appearance. Functions with the same name in the same
  /// library are merged, as in `kiln size --by symbol`.
  private static func libraries(_ parts: [SizeAttribution.Part]) -> [SizeTree] {
    var libraries: [SizeTree] = []
    var places: [String: Int] = [:]
    var functions: [String: [String: Int]] = [:]
    for part in parts {
      let place = places[part.library] ?? libraries.count
      if place == libraries.count {
        places[part.library] = place
        libraries.append(SizeTree(name: part.library, kind: .library, raw: 0, flash: 0))
      }
      let function = SizeTree(name: part.name, kind: .function, raw: part.raw, flash: part.flash)
      if let known = functions[part.library]?[part.name] {
        libraries[place].children[known].raw += part.raw
        libraries[place].children[known].flash += part.flash
        libraries[place].raw += part.raw
        libraries[place].flash += part.flash
      } else {
        functions[part.library, default: [:]][part.name] = libraries[place].children.count
        libraries[place].add(function)
      }
    }
    return libraries
  }

  /// Adds a child and its costs.
  private mutating func add(_ child: SizeTree) {
    children.append(child)
    raw += child.raw
    flash += child.flash
  }

  /// Adds a child for the bytes that no other child covers, if there are other children and such bytes.
  private mutating func addRest(_ name: String) {
    let rest = children.reduce((raw: raw, flash: flash)) { ($0.raw - $1.raw, $0.flash - $1.flash) }
    guard !children.isEmpty, rest.raw > 0 else { return }
    children.append(SizeTree(name: name, kind: .rest, raw: rest.raw, flash: max(0, rest.flash)))
  }
}
