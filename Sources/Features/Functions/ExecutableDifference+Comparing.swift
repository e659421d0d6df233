import Bytes
import ObjectFormats

/// The result of a search for the linked module of an executable.
package enum LinkedModuleLookup: Sendable {
  case found(LinkedModule)
  case unknown
  /// The folder has another build of the module than the image.
  case stale

  fileprivate var symbols: ExecutableDifference.Symbols {
    switch self {
    case .found: .known
    case .unknown: .unknown
    case .stale: .stale
    }
  }

  fileprivate var module: LinkedModule? {
    if case .found(let module) = self { module } else { nil }
  }
}

extension ExecutableDifference {
  /// Compares two executables that are not equal; nil if either is not an executable.
  package init?(
    _ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>, modules: (a: LinkedModuleLookup, b: LinkedModuleLookup),
    libraryInA: (LinkedModule.Part) -> String?,
    libraryInB: (LinkedModule.Part) -> String?
  ) {
    guard let imageA = try? ExecutableImage(parsing: a), let imageB = try? ExecutableImage(parsing: b) else {
      return nil
    }
    let known = modules.a.symbols == .known ? modules.b.symbols : modules.a.symbols
    self.init(symbols: known)
    if let left = modules.a.module, let right = modules.b.module {
      code = CodeDifference(left, right, libraryInA: libraryInA, libraryInB: libraryInB)
    }
    let plainA = PlainExecutable(imageA, bytes: a)
    let plainB = PlainExecutable(imageB, bytes: b)
    layout = Self.layout(imageA, plainA, imageB, plainB)
    if code?.namesOtherPaths == true {
      layout = Layout.allCases.filter { $0 == .paths || layout.contains($0) }
    }
    if code == nil { areas = Self.areas(plainA, plainB) }
    // A different machine or subsystem is no difference of a section, but more than layout.
    if imageA.machine != imageB.machine || imageA.subsystem != imageB.subsystem {
      areas.append(Area(name: "header", sizeA: nil, sizeB: nil, differingBytes: nil))
    }
  }

  private static func areas(_ a: PlainExecutable, _ b: PlainExecutable) -> [Area] {
    var rows: [Area] = []
    let names =
      a.areas.map(\.name) + b.areas.map(\.name).filter { name in !a.areas.contains { $0.name == name } }
    for name in names {
      let left = a.areas.first { $0.name == name }?.bytes
      let right = b.areas.first { $0.name == name }?.bytes
      guard left != right else { continue }
      var differing: Int?
      if let left, let right, left.count == right.count { differing = zip(left, right).count { $0 != $1 } }
      rows.append(Area(name: name, sizeA: left?.count, sizeB: right?.count, differingBytes: differing))
    }
    return rows
  }

  private static func layout(
    _ imageA: ExecutableImage, _ a: PlainExecutable, _ imageB: ExecutableImage, _ b: PlainExecutable
  ) -> [Layout] {
    var found: Set<Layout> = []
    if a.isTerse != b.isTerse { found.insert(.format) }
    if imageA.imageBase != imageB.imageBase { found.insert(.base) }
    if a.alignment != b.alignment { found.insert(.alignment) }
    if a.stamps != b.stamps { found.insert(.header) }
    if a.relocations != b.relocations { found.insert(.relocations) }
    if a.debug != b.debug { found.insert(.debug) }
    if a.areas != b.areas || imageA.entryPoint != imageB.entryPoint { found.insert(.order) }
    if a.sizes != b.sizes { found.insert(.size) }
    return Layout.allCases.filter(found.contains)
  }
}

/// An executable linked for address zero, without the header fields that only describe the layout.
private struct PlainExecutable {
  struct Area: Equatable {
    var name: String
    /// Without trailing zeros.
    var bytes: ArraySlice<UInt8>
  }

  var areas: [Area] = []
  var sizes: [UInt32] = []
  var isTerse: Bool
  /// Section alignment in memory and in the file, in bytes.
  var alignment: [UInt32] = []
  var stamps: [UInt32] = []
  /// Relocations, with the type in the bits above the address.
  var relocations: [UInt64] = []
  var debug: [UInt8] = []

  init(_ image: ExecutableImage, bytes: ArraySlice<UInt8>) {
    let moved = (try? image.rebased(to: 0)) ?? Array(bytes)
    var bias = 0
    var entries: [DebugEntry] = []
    var directory: DataDirectory?
    switch image {
    case .pe(let plain):
      isTerse = false
      alignment = [plain.optionalHeader.sectionAlignment, plain.optionalHeader.fileAlignment]
      stamps = [plain.fileHeader.timeDateStamp, plain.optionalHeader.checksum]
      entries = plain.debugEntries
      directory = plain.directory(.debug)
    case .te(let plain):
      isTerse = true
      bias = plain.bias
      entries = plain.debugEntries
      directory = plain.debug
    }
    relocations = ((try? image.relocations()) ?? []).map {
      UInt64($0.kind.rawValue) << 32 | UInt64($0.address)
    }
    var wiped = moved
    var places = entries.map { (start: Int($0.fileOffset) + bias, size: Int($0.dataSize)) }
    if let directory, directory.size > 0,
      let section = image.sections.last(where: { $0.virtualAddress <= directory.virtualAddress })
    {
      let inside = Int(directory.virtualAddress - section.virtualAddress)
      places.append((Int(section.rawOffset) + inside + bias, Int(directory.size)))
    }
    for place in places {
      let start = place.start
      guard start >= 0, start <= wiped.count else { continue }
      let end = min(start + place.size, wiped.count)
      debug += wiped[start..<end]
      for index in start..<end { wiped[index] = 0 }
    }
    for section in image.sections where section.name != ".reloc" {
      let start = Int(section.rawOffset) + bias
      guard start >= 0, start <= wiped.count else { continue }
      var held = wiped[start..<min(start + Int(section.loadedSize), wiped.count)]
      while held.last == 0 { held.removeLast() }
      areas.append(Area(name: section.name, bytes: held))
      sizes += [section.virtualSize, section.rawSize, section.rawOffset]
    }
  }
}
