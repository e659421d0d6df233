/// Pairs the parts of one build with those of another.
///
/// Parts are paired by name. Several parts can have the same name, such as static functions, or functions that
/// link-time optimisation distinguishes by numbers. These are paired by contents first, then by full name and
/// order.
struct PartPairing {
  private(set) var partners: [Int: Int] = [:]

  /// Above this number of parts with one name, they are paired in their order only.
  private static let mostNamesakes = 2000

  private struct Key: Hashable {
    let name: String
    let kind: LinkedModule.Part.Kind
  }

  init(_ a: LinkedModule, _ b: LinkedModule) {
    var left = Array(a.parts.indices)
    var right = Array(b.parts.indices)
    for form in [Self.unnumbered, Self.base] {
      let groupsA = Dictionary(grouping: left) { Key(name: form(a.parts[$0].name), kind: a.parts[$0].kind) }
      let groupsB = Dictionary(grouping: right) { Key(name: form(b.parts[$0].name), kind: b.parts[$0].kind) }
      for (key, inA) in groupsA {
        guard let inB = groupsB[key] else { continue }
        pair(inA, inB, a, b)
      }
      let taken = Set(partners.values)
      left.removeAll { partners[$0] != nil }
      right.removeAll { taken.contains($0) }
    }
  }

  private mutating func pair(_ inA: [Int], _ inB: [Int], _ a: LinkedModule, _ b: LinkedModule) {
    if inA.count == 1, inB.count == 1 {
      partners[inA[0]] = inB[0]
      return
    }
    guard inA.count + inB.count <= Self.mostNamesakes else {
      for (index, other) in zip(inA, inB) { partners[index] = other }
      return
    }
    var rest = inB
    var waiting: [Int] = []
    let held = Dictionary(grouping: inB) { b.masked(b.parts[$0].addresses) }
    for index in inA {
      // Of equal parts, the one with the same name is preferred, otherwise the first.
      let equal = (held[a.masked(a.parts[index].addresses)] ?? []).filter {
        rest.contains($0) && b.parts[$0].size == a.parts[index].size
      }
      let name = a.parts[index].name
      if let other = equal.first(where: { b.parts[$0].name == name }) ?? equal.first {
        partners[index] = other
        rest.removeAll { $0 == other }
      } else {
        waiting.append(index)
      }
    }
    for index in waiting {
      let name = a.parts[index].name
      if let other = rest.first(where: { b.parts[$0].name == name }) {
        partners[index] = other
        rest.removeAll { $0 == other }
      }
    }
    for (index, other) in zip(waiting.filter { partners[$0] == nil }, rest) { partners[index] = other }
  }

  /// The name without the numbers that gcc appends: `Foo.constprop` of `Foo.constprop.0`, `mFile` of
  /// `mFile.lto_priv.3`.
  static func unnumbered(_ name: String) -> String {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1, let first = parts.first, !first.isEmpty else { return name }
    let kept = parts.dropFirst().filter { $0 != "lto_priv" && !($0.allSatisfy(\.isNumber) && !$0.isEmpty) }
    return ([first] + kept).joined(separator: ".")
  }

  /// `Foo` of `Foo.isra.0`: whether gcc makes a variant of a function depends on its callers.
  static func base(_ name: String) -> String {
    guard let dot = name.firstIndex(of: "."), dot > name.startIndex else { return name }
    let rest = name[dot...]
    // Parts split off a function exist beside the function itself.
    return rest.contains(".part") || rest.contains(".cold") ? unnumbered(name) : String(name[..<dot])
  }
}
