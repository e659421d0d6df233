import Manifests

/// The SKUs that a platform is built for (EDK II DSC Specification, 3.2 `SKUID_IDENTIFIER` and 3.3).
struct SKUSelection {
  static let standard = PlatformPCDResolver.defaultSKU

  /// The SKUs that SKUID_IDENTIFIER names, in its order, with their numbers; those of [SkuIds] for `ALL`.
  private(set) var named: [(name: String, number: UInt64)] = []
  /// Whether the build is for several SKUs at once, which are told apart when the firmware runs.
  let isMultiple: Bool
  private var parents: [String: String] = [:]
  private let numbers: [String: UInt64]

  init(_ dsc: DSCFile) {
    var numbers: [(name: String, number: UInt64)] = []
    for sku in dsc.skuIdentifiers {
      let name = sku.name.value.uppercased()
      guard let number = Self.number(sku.number.value) else { continue }
      numbers.append((name, number))
      parents[name] = sku.parent?.value.uppercased()
    }
    if !numbers.contains(where: { $0.name == Self.standard }) { numbers.append((Self.standard, 0)) }
    self.numbers = Dictionary(numbers.map { ($0.name, $0.number) }) { $1 }
    let identifier = (dsc.defines["SKUID_IDENTIFIER"]?.value ?? "").trimmed.uppercased()
    if identifier == "ALL" {
      named = numbers
      isMultiple = true
    } else {
      let names = identifier.split(separator: "|").map { String($0).trimmed }
      let wanted = names.isEmpty ? [Self.standard] : names
      named = wanted.compactMap { name in numbers.last { $0.name == name } }
      isMultiple = wanted.count > 2 || wanted.count == 2 && !wanted.contains(Self.standard)
    }
  }

  /// Capital letters: the SKUs of [SkuIds], and the default one.
  static func names(_ dsc: DSCFile) -> [String] {
    let names = dsc.skuIdentifiers.map { $0.name.value.uppercased() }
    return names.contains(standard) ? names : names + [standard]
  }

  /// Of a build for one SKU, that one.
  var system: String {
    isMultiple ? Self.standard : named.first { $0.name != Self.standard }?.name ?? Self.standard
  }

  /// All that the PCD database has values for, the default SKU first.
  var all: [(name: String, number: UInt64)] {
    [(Self.standard, 0)] + (isMultiple ? named.filter { $0.name != Self.standard } : [])
  }

  /// The SKU, then those that it inherits from, the default one last.
  func chain(of name: String) -> [String] {
    var chain = [name]
    while let last = chain.last, last != Self.standard {
      let next = parents[last].flatMap { $0.isEmpty ? nil : $0 } ?? Self.standard
      // A circle ends at the default SKU.
      chain.append(chain.contains(next) ? Self.standard : next)
    }
    return chain
  }

  /// `BuildModel.skuFallbacks`; the default SKU's number counts as 0.
  var fallbacks: [UInt64] {
    guard isMultiple else { return [0] }
    var names = named.map(\.name).filter { $0 != SectionHeader.common }
    if !names.contains(Self.standard) { names.append(Self.standard) }
    return names.flatMap(chain).map { $0 == Self.standard ? 0 : numbers[$0] ?? 0 }
  }

  private static func number(_ text: String) -> UInt64? {
    text.hasPrefix("0x") || text.hasPrefix("0X") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
  }
}
