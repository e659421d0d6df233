package import Bytes
package import FirmwareImage
package import Inspection
package import Sizes

/// The contents of an image at an offset: flash device, region, volume, file, section, and the decoded contents
/// of encoded sections.
package struct OffsetWalk {
  let names: NameBook
  let symbols: (any SymbolSource)?
  private(set) var statements: [Explanation.Statement] = []
  /// The file that contains the byte.
  package private(set) var file: GUID?
  /// The remaining offsets: each applies to the decoded contents found at the one before it.
  private var deeper: ArraySlice<Int>

  /// - Parameters:
  ///   - offsets: The first is an offset in the image, in bytes; each further one applies to the decoded
  ///     contents of the encoded section at the one before it.
  ///   - symbols: Symbols of executables, if link maps are known.
  package init(
    _ image: FlashImage, offsets: [Int], names: NameBook, symbols: (any SymbolSource)? = nil
  ) {
    self.names = names
    self.symbols = symbols
    deeper = offsets.dropFirst()
    guard let first = offsets.first else { return }
    walk(image.regions, to: first, from: 0)
  }

  package var explanation: [Explanation.Statement] { statements }

  private mutating func say(_ text: String) { statements.append(Explanation.Statement(text)) }

  private mutating func walk(_ regions: [Region], to offset: Int, from start: Int) {
    var start = start
    for region in regions {
      defer { start += region.size }
      guard offset >= start, offset < start + region.size else { continue }
      let place = "\(start.hexadecimal) to \((start + region.size).hexadecimal)"
      switch region {
      case .volume(let volume): enter(volume, at: start, to: offset)
      case .variableStore: say("the variable store at \(place)")
      case .workingBlock: say("the FTW working block at \(place)")
      case .fill(let byte, _): say("unused: \(byte.hexadecimal) from \(place)")
      case .bytes:
        say("data outside of any volume, \(place)\(region.isELF ? ": the ELF header of a PVH kernel" : "")")
      }
      return
    }
    say("nothing: the image ends at \(start.hexadecimal)")
  }

  private mutating func enter(_ volume: FirmwareVolume, at start: Int, to offset: Int) {
    let name = volume.name.flatMap { names[$0] ?? $0.description } ?? names[volume.fileSystem] ?? "a volume"
    say("\(name), a volume of \(volume.length.hexadecimal) bytes at \(start.hexadecimal)")
    guard offset >= start + volume.headerLength else { return say("its header") }
    if case .regions(let inner) = volume.contents {
      return walk(inner, to: offset, from: start + volume.headerLength)
    }
    for (file, place) in volume.placedFiles.map({ ($0.file, start + $0.offset) })
    where offset >= place && offset < place + file.size {
      return enter(file, at: place, to: offset)
    }
    say(offset < start + volume.usedSize ? "unused space between files" : "free space behind the last file")
  }

  private mutating func enter(_ file: FFSFile, at start: Int, to offset: Int) {
    if file.isPad { return say("a pad file of \(file.size) bytes at \(start.hexadecimal)") }
    self.file = file.name
    say("\(file.name(names)), a file of \(file.size) bytes at \(start.hexadecimal), \(file.name)")
    guard case .sections(let stream) = file.contents else { return }
    let header = file.size - stream.size
    guard offset >= start + header else { return say("its header") }
    walk(stream, at: start + header, to: offset)
  }

  private mutating func walk(_ stream: SectionStream, at start: Int, to offset: Int) {
    var end = start
    for item in stream.items {
      switch item {
      case .opaque(let bytes):
        if offset >= end, offset < end + bytes.count { return say("bytes that belong to no section") }
        end += bytes.count
      case .section(let section):
        end = start + (end - start).aligned(to: 4)
        if offset >= end, offset < end + section.size { return enter(section, at: end, to: offset) }
        end += section.size
      }
    }
    say("padding between sections")
  }

  private mutating func enter(_ section: Section, at start: Int, to offset: Int) {
    var what = "a section of type \(section.type) and \(section.size) bytes at \(start.hexadecimal)"
    if case .guidDefined(let definition) = section.fields {
      what += ", \(names[definition.guid] ?? definition.guid.description)"
    }
    say(what)
    switch section.payload {
    case .bytes(let bytes):
      let header = section.size - bytes.count
      guard offset >= start + header else { return say("its header") }
      function(in: bytes, at: offset - start - header)
    case .volume(let volume, let trailing):
      enter(volume, at: start + section.size - trailing.count - volume.length, to: offset)
    case .sections(let stream):
      let header = section.size - stream.size
      guard offset >= start + header else { return say("its header") }
      walk(stream, at: start + header, to: offset)
    case .encoded(let encoded):
      guard let inner = deeper.popFirst() else {
        return say(
          "encoded; it decodes to \(encoded.stream.size) bytes: append '>' and an offset to look into them")
      }
      say("offset \(inner.hexadecimal) in its \(encoded.stream.size) decoded bytes")
      walk(encoded.stream, at: 0, to: inner)
    }
  }

  private mutating func function(in executable: ArraySlice<UInt8>, at offset: Int) {
    guard let file, let found = symbols?.symbols(of: file, executable: executable) else {
      return say("byte \(offset.hexadecimal) of its contents")
    }
    guard let symbol = found.first(where: { $0.range.contains(offset) }) else {
      return say("byte \(offset.hexadecimal) of the executable, between functions")
    }
    say(
      "\(symbol.name) of \(symbol.library), byte \((offset - symbol.range.lowerBound).hexadecimal) of \(symbol.range.count)"
    )
  }
}
