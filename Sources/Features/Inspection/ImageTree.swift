package import Bytes
package import FirmwareImage

/// An image as a tree of plain values for reports. Sizes in bytes.
package struct ImageTree: Equatable, Sendable {
  /// `image`, `volume`, `file`, `section`, or the kind of a region.
  package var kind: String
  /// The type of a file or section; the file system of a volume.
  package var type: String?
  package var guid: GUID?
  package var name: String?
  /// Offset in the enclosing node: the image, the volume or the decoded payload.
  package var offset: Int?
  package var size: Int
  /// Further details, in a fixed order.
  package var details: [Detail] = []
  package var children: [ImageTree] = []

  package struct Detail: Equatable, Sendable {
    package var key: String
    package var value: String
  }

  package init(_ image: FlashImage, name: String, names: NameBook = NameBook()) {
    var offset = 0
    kind = "image"
    self.name = name
    size = 0
    for region in image.regions {
      children.append(ImageTree(region, offset: offset, names: names))
      offset += region.size
    }
    size = offset
  }

  private init(kind: String, offset: Int? = nil, size: Int) {
    self.kind = kind
    self.offset = offset
    self.size = size
  }

  private init(_ region: Region, offset: Int, names: NameBook) {
    switch region {
    case .volume(let volume):
      self.init(volume, offset: offset, names: names)
    case .variableStore(let store):
      self.init(kind: "variable-store", offset: offset, size: store.size)
      type = store.isAuthenticated ? "authenticated" : "plain"
    case .workingBlock(let block):
      self.init(kind: "ftw-working-block", offset: offset, size: block.size)
    case .fill(let byte, let count):
      self.init(kind: "fill", offset: offset, size: count)
      details = [Detail(key: "byte", value: byte.hexadecimal)]
    case .bytes(let bytes):
      self.init(kind: region.isELF ? "elf" : "data", offset: offset, size: bytes.count)
    }
  }

  private init(_ volume: FirmwareVolume, offset: Int, names: NameBook) {
    self.init(kind: "volume", offset: offset, size: volume.length)
    type = names[volume.fileSystem] ?? volume.fileSystem.description
    guid = volume.name
    name = volume.name.flatMap { names[$0] }
    details = [
      Detail(key: "used", value: String(volume.usedSize)),
      Detail(key: "attributes", value: volume.attributes.rawValue.hexadecimal),
    ]
    switch volume.contents {
    case .files: children = volume.placedFiles.map { ImageTree($0.file, offset: $0.offset, names: names) }
    case .regions(let regions):
      var end = volume.headerLength
      for region in regions {
        children.append(ImageTree(region, offset: end, names: names))
        end += region.size
      }
    }
  }

  private init(_ file: FFSFile, offset: Int, names: NameBook) {
    self.init(kind: "file", offset: offset, size: file.size)
    type = file.type.description
    if !file.isPad {
      guid = file.name
      name = file.title ?? names[file.name]
    }
    let alignment = file.attributes.alignment.bytes
    if alignment > 1 { details.append(Detail(key: "alignment", value: String(alignment))) }
    if case .sections(let stream) = file.contents {
      children = Self.nodes(stream, names: names)
    }
  }

  private static func nodes(_ stream: SectionStream, names: NameBook) -> [ImageTree] {
    var end = 0
    return stream.items.map { item in
      switch item {
      case .opaque(let bytes):
        defer { end += bytes.count }
        return ImageTree(kind: "opaque", offset: end, size: bytes.count)
      case .section(let section):
        end = end.aligned(to: 4)
        defer { end += section.size }
        return ImageTree(section, offset: end, names: names)
      }
    }
  }

  private init(_ section: Section, offset: Int, names: NameBook) {
    self.init(kind: "section", offset: offset, size: section.size)
    type = section.type.description
    switch section.fields {
    case .guidDefined(let definition):
      guid = definition.guid
      name = names[definition.guid]
    case .freeform(let subtype): guid = subtype
    case .compression, .none: break
    }
    switch section.payload {
    case .bytes:
      if let text = section.text { details.append(Detail(key: "text", value: text)) }
    case .volume(let volume, _): children = [ImageTree(volume, offset: 0, names: names)]
    case .sections(let stream): children = Self.nodes(stream, names: names)
    case .encoded(let encoded):
      details.append(Detail(key: "decoded", value: String(encoded.stream.size)))
      children = Self.nodes(encoded.stream, names: names)
    }
  }
}
