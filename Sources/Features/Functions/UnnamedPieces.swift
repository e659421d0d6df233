import ObjectFormats

extension LinkedModule.Unnamed {
  /// The bytes between parts in ascending order of address, divided by input section.
  ///
  /// - Parameter inputs: the input sections in the link map; empty without one.
  static func all(
    between parts: [LinkedModule.Part], areas: [LinkedModule.Area], inputs: [LinkMap.Input]
  ) -> [Self] {
    var taken = parts.map(\.addresses)
    var found: [Self] = []
    let held = areas.filter { !$0.bytes.isEmpty }
    // For merged sections a map has the addresses and sizes before merging. Bytes that no other input covers
    // belong to them.
    let merged = inputs.filter { Self.isMerged($0.section) }
    let others = inputs.filter { !Self.isMerged($0.section) }
    for group in [others, merged] {
      var pieces: [Self] = []
      var end: UInt64 = 0
      for input in group {
        let (stop, overflow) = input.address.addingReportingOverflow(UInt64(input.size))
        let start = max(input.address, end)
        guard !overflow, start < stop,
          let area = held.last(where: { $0.addresses.lowerBound <= start }), start < area.addresses.upperBound
        else { continue }
        end = min(stop, area.addresses.upperBound)
        pieces += Self.rest(of: start..<end, without: taken, section: input.section)
      }
      found += pieces
      taken = (taken + pieces.map(\.addresses)).sorted { $0.lowerBound < $1.lowerBound }
    }
    for area in held {
      found += Self.rest(of: area.addresses, without: taken, section: "").filter { piece in
        let start = area.bytes.startIndex + Int(piece.addresses.lowerBound - area.addresses.lowerBound)
        let end = min(start + piece.addresses.count, area.bytes.endIndex)
        return !area.bytes[min(start, end)..<end].allSatisfy(Self.isFiller)
      }
    }
    return found.sorted { $0.addresses.lowerBound < $1.addresses.lowerBound }
  }

  /// - Parameter taken: in ascending order, without overlap.
  private static func rest(of addresses: Range<UInt64>, without taken: [Range<UInt64>], section: String)
    -> [Self]
  {
    var found: [Self] = []
    var start = addresses.lowerBound
    var index = taken.partition(atLeast: start &+ 1) { $0.upperBound }
    while index < taken.count, taken[index].lowerBound < addresses.upperBound {
      if start < taken[index].lowerBound {
        found.append(Self(addresses: start..<taken[index].lowerBound, section: section))
      }
      start = max(start, taken[index].upperBound)
      index += 1
    }
    if start < addresses.upperBound {
      found.append(Self(addresses: start..<addresses.upperBound, section: section))
    }
    return found
  }

  /// Linkers fill gaps with zeros and no-operations.
  static func isFiller(_ byte: UInt8) -> Bool { byte == 0 || byte == 0x90 || byte == 0xCC }

  private static func isMerged(_ section: String) -> Bool {
    section.split(separator: ".").contains { part in
      (part.hasPrefix("str") || part.hasPrefix("cst")) && part.count > 3
        && part.dropFirst(3).allSatisfy(\.isNumber)
    }
  }
}
