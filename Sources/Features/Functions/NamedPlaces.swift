import ObjectFormats

/// The symbols of a linked file, from which parts without overlap are made.
struct NamedPlaces {
  private struct Place {
    var name: String
    var kind: LinkedModule.Part.Kind
    var start: UInt64
    /// Size in bytes; 0 until the end of a label's function is determined.
    var size: UInt64
    var isLocal: Bool
  }

  private var places: [Place] = []
  /// Addresses of labels that the compiler made, unsorted.
  private(set) var anchors: [UInt64] = []

  init(_ elf: ELFImage, symbols: ELFImage.Symbols, loaded: Set<Int>) {
    for index in 0..<symbols.count {
      let symbol = symbols[index]
      guard loaded.contains(Int(symbol.section)), symbol.kind != .section, symbol.kind != .file else {
        continue
      }
      let section = elf.sections[Int(symbol.section)]
      // Symbols of Thumb functions have bit 0 set.
      let isThumb = elf.machine == .arm && symbol.kind == .function
      let start = isThumb ? symbol.value & ~1 : symbol.value
      guard start >= section.address, start - section.address < section.size else { continue }
      let name = symbols.name(of: symbol)
      if name.hasPrefix(".L") { anchors.append(start) }
      // `$x` and `$d` are ARM mapping symbols: they mark code and data.
      guard !name.isEmpty, !name.hasPrefix(".L"), !name.hasPrefix("$") else { continue }
      let isCode = section.flags.contains(.execute)
      let isFunction = symbol.kind == .function || symbol.kind == .unspecified && isCode
      if symbol.size == 0 {
        guard isCode, isFunction, !symbol.isLocal || symbol.kind == .function else { continue }
      }
      places.append(
        Place(
          name: name, kind: isFunction ? .function : .data, start: start,
          size: min(symbol.size, section.size - (start - section.address)), isLocal: symbol.isLocal))
    }
    // Of several symbols at one address, a global one is preferred, then the first.
    places.sort {
      ($0.start, $1.size, $0.isLocal ? 1 : 0, $0.name) < ($1.start, $0.size, $1.isLocal ? 1 : 0, $1.name)
    }
  }

  /// A function whose symbol has no size ends at the next symbol, or at the end of its input or section.
  mutating func endLabels(areas: [LinkedModule.Area], inputs: [LinkMap.Input]) {
    var next = UInt64.max
    var last = UInt64.max
    for index in places.indices.reversed() {
      let start = places[index].start
      if start < last {
        next = last
        last = start
      }
      if places[index].size == 0 {
        var end = areas.last { $0.addresses.lowerBound <= start }?.addresses.upperBound ?? start
        let behind = inputs.partition(atLeast: start &+ 1) { $0.address }
        if behind > 0 {
          let input = inputs[behind - 1]
          let (stop, overflow) = input.address.addingReportingOverflow(UInt64(input.size))
          if !overflow, stop > start { end = min(end, stop) }
        }
        places[index].size = max(min(end, next), start) - start
      }
    }
  }

  /// Parts without overlap: of overlapping symbols the first counts, and of those with the same start the
  /// largest.
  func parts() -> [LinkedModule.Part] {
    var parts: [LinkedModule.Part] = []
    var end: UInt64 = 0
    for place in places where place.start >= end && place.size > 0 {
      end = place.start + place.size
      parts.append(.init(name: place.name, kind: place.kind, addresses: place.start..<end))
    }
    return parts
  }
}
