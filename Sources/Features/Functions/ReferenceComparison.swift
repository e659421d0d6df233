import ObjectFormats

/// Decides whether fields of two builds refer to the same thing, independent of addresses.
struct ReferenceComparison {
  let a: LinkedModule
  let b: LinkedModule
  let pairing: PartPairing

  /// The maximum depth to which constants that refer to constants are followed.
  private static let deepest = 4
  /// The maximum distance in bytes between a variable and a reference that still counts as referring to it.
  private static let reach: UInt64 = 256
  /// The maximum number of bytes of a constant that are compared.
  private static let longestConstant: UInt64 = 0x10000

  /// - Parameters:
  ///   - shift: the offset of the field from the start of a table of distances, in bytes.
  func isSame(
    _ one: LinkedModule.Reference, _ other: LinkedModule.Reference, shift: UInt64 = 0, depth: Int = 0
  ) -> Bool {
    guard one.field == other.field else { return false }
    if let left = one.symbol, let right = other.symbol {
      let distanceA = one.target.map { $0 &- (left.address ?? 0) }
      let distanceB = other.target.map { $0 &- (right.address ?? 0) }
      guard let placeA = left.address, let placeB = right.address else {
        return left.name == right.name && (left.address == nil) == (right.address == nil)
      }
      return distanceA == distanceB && isSamePlace(placeA, placeB, depth: depth)
    }
    guard let targetA = one.target, let targetB = other.target else {
      return one.target == nil && other.target == nil && (one.symbol == nil) == (other.symbol == nil)
    }
    return isSamePlace(targetA &- shift, targetB &- shift, depth: depth)
  }

  private func isSamePlace(_ x: UInt64, _ y: UInt64, depth: Int) -> Bool {
    if let left = a.unnamed(at: x), let right = b.unnamed(at: y) {
      return isSameConstant(x, in: left, y, in: right, depth: depth)
    }
    // Inside a part, or at its end, which is where loops over it stop.
    if let before = a.part(atOrBelow: x), let other = b.part(atOrBelow: y), pairing.partners[before] == other
    {
      let start = a.parts[before].addresses
      if x <= start.upperBound, x &- start.lowerBound == y &- b.parts[other].addresses.lowerBound {
        return true
      }
    }
    // Shortly before a part: some loops start there, and an immediate operand follows the displacement.
    let behind = (a.part(atOrBelow: x) ?? -1) + 1
    let behindOther = (b.part(atOrBelow: y) ?? -1) + 1
    if behind < a.parts.count, behindOther < b.parts.count, pairing.partners[behind] == behindOther {
      let distance = a.parts[behind].addresses.lowerBound &- x
      if distance <= Self.reach, distance == b.parts[behindOther].addresses.lowerBound &- y { return true }
    }
    // The end of the preceding part, whatever follows it.
    if let before = endingPart(in: a, at: x), let other = endingPart(in: b, at: y) {
      return pairing.partners[before] == other
    }
    return false
  }

  /// The part that ends at the address.
  private func endingPart(in module: LinkedModule, at address: UInt64) -> Int? {
    guard address > 0, let index = module.part(atOrBelow: address - 1),
      module.parts[index].addresses.upperBound == address
    else { return nil }
    return index
  }

  private func isSameConstant(
    _ x: UInt64, in left: LinkedModule.Unnamed, _ y: UInt64, in right: LinkedModule.Unnamed, depth: Int
  ) -> Bool {
    guard depth < Self.deepest else { return true }
    if let width = left.characterWidth, width == right.characterWidth {
      return SourcePath.isSame(
        string(at: x, in: left, a, width: width), string(at: y, in: right, b, width: width))
    }
    let endA = end(of: x, in: left, a)
    let endB = end(of: y, in: right, b)
    // The end of a constant is only known from other references, so the shorter length counts.
    let length = min(endA - x, endB - y, Self.longestConstant)
    let rangeA = x..<x + length
    let rangeB = y..<y + length
    guard a.masked(rangeA) == b.masked(rangeB) else { return false }
    let placesA = a.references(rangeA)
    let placesB = b.references(rangeB)
    guard placesA.count == placesB.count else { return false }
    return zip(placesA, placesB).allSatisfy { one, other in
      let shift = one.field.form == .distance ? one.address - x : 0
      return one.address - x == other.address - y
        && isSame(one, other, shift: shift, depth: depth + 1)
    }
  }

  private func end(of start: UInt64, in piece: LinkedModule.Unnamed, _ module: LinkedModule) -> UInt64 {
    let next = module.anchors.partition(atLeast: start + 1) { $0 }
    let end = piece.addresses.upperBound
    return next < module.anchors.count ? min(module.anchors[next], end) : end
  }

  private func string(
    at start: UInt64, in piece: LinkedModule.Unnamed, _ module: LinkedModule, width: Int
  ) -> ArraySlice<UInt8> {
    let rest = module.bytes(start..<piece.addresses.upperBound)
    var end = rest.startIndex
    while end + width <= rest.endIndex, !rest[end..<end + width].allSatisfy({ $0 == 0 }) { end += width }
    return rest[rest.startIndex..<end]
  }
}

extension ReferenceComparison {
  /// The target of a reference for display: a name, or the text of a string.
  func description(_ reference: LinkedModule.Reference, in module: LinkedModule) -> String? {
    if let symbol = reference.symbol { return symbol.name }
    guard let target = reference.target else { return nil }
    if let piece = module.unnamed(at: target), let width = piece.characterWidth {
      let bytes = Array(string(at: target, in: piece, module, width: width))
      var text = ""
      for index in stride(from: 0, to: bytes.count, by: width).prefix(Self.longestText) {
        let unit = (0..<width).reduce(UInt32(0)) { $0 | UInt32(bytes[index + $1]) << UInt32(8 * $1) }
        text.unicodeScalars.append(Unicode.Scalar(unit) ?? "\u{FFFD}")
      }
      return "\"\(text)\"" + (bytes.count / width > Self.longestText ? "…" : "")
    }
    guard let index = module.part(atOrBelow: target), module.parts[index].addresses.contains(target) else {
      return nil
    }
    return module.parts[index].name
  }

  /// In characters.
  private static let longestText = 200
}

extension LinkedModule.Unnamed {
  /// The size of a character, in bytes, in a section of merged strings (`.rodata.str2.2`).
  var characterWidth: Int? {
    guard let name = section.split(separator: ".").first(where: { $0.hasPrefix("str") }),
      let width = Int(name.dropFirst(3)), [1, 2, 4].contains(width)
    else { return nil }
    return width
  }
}
