extension CodeDifference {
  /// Compares two builds of a module.
  ///
  /// A function is unchanged if its bytes are equal, apart from the fields that the linker filled in, and those
  /// fields refer to paired parts. A function that only moved, or calls one that moved, is unchanged.
  ///
  /// - Parameter library: returns the library that a part comes from.
  package init(
    _ a: LinkedModule, _ b: LinkedModule, libraryInA: (LinkedModule.Part) -> String?,
    libraryInB: (LinkedModule.Part) -> String?
  ) {
    let pairing = PartPairing(a, b)
    let references = ReferenceComparison(a: a, b: b, pairing: pairing)
    for index in a.parts.indices where pairing.partners[index] == nil {
      let part = a.parts[index]
      changes.append(
        Change(name: part.name, kind: part.kind, library: libraryInA(part), sizeA: part.size, sizeB: nil))
    }
    var former: [Int: Int] = [:]
    for (one, other) in pairing.partners { former[other] = one }
    for (index, part) in b.parts.enumerated() {
      guard let partner = former[index] else {
        changes.append(
          Change(name: part.name, kind: part.kind, library: libraryInB(part), sizeA: nil, sizeB: part.size))
        continue
      }
      let old = a.parts[partner]
      let cause = Self.cause(old, part, references)
      guard old.size != part.size || cause != nil else {
        sameParts += 1
        continue
      }
      let isRenamed = PartPairing.unnumbered(old.name) != PartPairing.unnumbered(part.name)
      changes.append(
        Change(
          name: part.name, formerName: isRenamed ? old.name : nil, kind: part.kind,
          library: libraryInB(part), sizeA: old.size, sizeB: part.size, cause: cause))
    }
    if changes.isEmpty { compareConstants(a, b) }
  }

  /// How parts of equal size differ; nil if they are the same.
  private static func cause(
    _ one: LinkedModule.Part, _ other: LinkedModule.Part, _ references: ReferenceComparison
  ) -> Cause? {
    guard one.size == other.size else { return nil }
    let (a, b) = (references.a, references.b)
    // Bytes that are not in the file (.bss) are zero.
    let zeros = [UInt8](repeating: 0, count: min(one.size, Self.largestZeros))
    let bytesA = a.bytes(one.addresses).isEmpty ? zeros : a.masked(one.addresses)
    let bytesB = b.bytes(other.addresses).isEmpty ? zeros : b.masked(other.addresses)
    if bytesA != bytesB {
      guard bytesA.count == bytesB.count else { return .bytes(one.size) }
      if one.kind == .function, let step = Self.step(bytesA, bytesB) { return .numbers(by: step) }
      return .bytes(zip(bytesA, bytesB).count { $0 != $1 })
    }
    let placesA = Array(a.references(one.addresses))
    let placesB = Array(b.references(other.addresses))
    guard placesA.count == placesB.count else { return .bytes(0) }
    for (left, right) in zip(placesA, placesB) {
      let isThere =
        left.address - one.addresses.lowerBound == right.address - other.addresses.lowerBound
      if isThere, references.isSame(left, right) { continue }
      let from = references.description(left, in: a) ?? "a different place"
      let to = references.description(right, in: b) ?? "a different place"
      return .reference(from: from, to: to)
    }
    return nil
  }

  /// The maximum number of bytes that are compared if one of two variables is not in the file.
  private static let largestZeros = 0x100_0000

  /// The difference between 32-bit numbers if it is the same for all that differ.
  private static func step(_ a: [UInt8], _ b: [UInt8]) -> Int? {
    var step: Int32?
    var index = 0
    while index < a.count {
      guard a[index] != b[index] else {
        index += 1
        continue
      }
      guard index + 4 <= a.count else { return nil }
      let one = Self.number(a, index)
      let other = Self.number(b, index)
      let (difference, overflow) = other.subtractingReportingOverflow(one)
      guard !overflow, step == nil || step == difference else { return nil }
      step = difference
      index += 4
    }
    return step.flatMap { $0.magnitude < 0x10000 ? Int($0) : nil }
  }

  private static func number(_ bytes: [UInt8], _ index: Int) -> Int32 {
    (0..<4).reduce(0) { $0 | Int32(bytes[index + $1]) << Int32(8 * $1) }
  }

  /// Compares unnamed data: strings one by one, other data piece by piece.
  private mutating func compareConstants(_ a: LinkedModule, _ b: LinkedModule) {
    var left = Self.pieces(a)
    var right = Self.pieces(b)
    for (text, count) in left {
      let common = min(count, right[text] ?? 0)
      left[text] = count - common
      right[text]? -= common
    }
    let paths = Set(right.filter { $0.value > 0 }.compactMap { SourcePath.inTree($0.key.dropLast()) })
    var found: Set<ArraySlice<UInt8>> = []
    for (text, count) in left where count > 0 {
      guard let path = SourcePath.inTree(text.dropLast()), paths.contains(path) else { continue }
      left[text] = 0
      found.insert(path)
    }
    for text in right.keys {
      if let path = SourcePath.inTree(text.dropLast()), found.contains(path) { right[text] = 0 }
    }
    namesOtherPaths = !found.isEmpty
    let onlyInA = left.reduce(0) { $0 + $1.value * $1.key.count }
    let onlyInB = right.reduce(0) { $0 + $1.value * $1.key.count }
    if onlyInA + onlyInB > 0 { constants = Constants(onlyInA: onlyInA, onlyInB: onlyInB) }
  }

  private static func pieces(_ module: LinkedModule) -> [[UInt8]: Int] {
    var found: [[UInt8]: Int] = [:]
    for piece in module.unnamed {
      let bytes = module.masked(piece.addresses)
      if let width = piece.characterWidth {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: width) {
          let unit = bytes[start..<min(start + width, bytes.count)]
          text += unit
          if unit.allSatisfy({ $0 == 0 }) {
            // A string counts once: the linker merges equal strings only within a section.
            if text.count > width { found[text] = 1 }
            text = []
          }
        }
        if !text.isEmpty { found[text] = 1 }
      } else {
        let held = bytes.trimming(LinkedModule.Unnamed.isFiller)
        if !held.isEmpty { found[Array(held), default: 0] += 1 }
      }
    }
    return found
  }
}

extension Array {
  fileprivate func trimming(_ isFiller: (Element) -> Bool) -> ArraySlice<Element> {
    guard let first = firstIndex(where: { !isFiller($0) }), let last = lastIndex(where: { !isFiller($0) })
    else { return [] }
    return self[first...last]
  }
}
