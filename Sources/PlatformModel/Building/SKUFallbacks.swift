import Manifests

extension DSCFile {
  /// `BuildModel.skuFallbacks`: a build for one SKU, or for the default one and another, knows only the
  /// default SKU's number.
  var skuFallbacks: [UInt64] {
    let standard = ArchitectureResolver.defaultSKU
    var numbers: [String: UInt64] = [:]
    var parents: [String: String] = [:]
    for sku in skuIdentifiers {
      let name = sku.name.value.uppercased()
      let digits = sku.number.value.lowercased()
      numbers[name] = digits.hasPrefix("0x") ? UInt64(digits.dropFirst(2), radix: 16) : UInt64(digits)
      parents[name] = sku.parent?.value.uppercased()
    }
    let identifier = defines["SKUID_IDENTIFIER"]?.value.uppercased() ?? ""
    var names = identifier.split(separator: "|").map { String($0).trimmed }
    if identifier.trimmed == "ALL" {
      names = skuIdentifiers.map { $0.name.value.uppercased() }
    } else if names.count <= 1 || names.count == 2 && names.contains(standard) {
      return [0]
    }
    if !names.contains(standard) { names.append(standard) }

    var result: [UInt64] = []
    for first in names where first != "COMMON" {
      var name = first
      // A circle of parents ends where it began.
      var left = skuIdentifiers.count
      while name != standard, left > 0 {
        result.append(numbers[name] ?? 0)
        name = parents[name] ?? standard
        left -= 1
      }
      result.append(0)
    }
    return result
  }
}
