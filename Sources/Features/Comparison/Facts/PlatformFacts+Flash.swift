import Bytes
import Diagnostics
import Manifests
package import PlatformModel
import Vocabulary

/// Facts from the FDF.
extension PlatformFacts {
  mutating func addFlash(_ platform: ResolvedPlatform) {
    guard let flash = platform.flash else { return }
    for device in flash.devices {
      set(
        FactKey(.region, device.name.text),
        PlatformFact(
          "\(device.size.hexadecimal) bytes at \("0x" + String(device.baseAddress, radix: 16, uppercase: true))",
          [.init(device.name.text, at: .source(device.range))]))
      for region in device.regions {
        let fact = PlatformFact(
          "\(region.size.hexadecimal) bytes at \(region.offset.hexadecimal)\(region.digest)",
          [.init(region.title, at: .source(region.range))])
        set(FactKey(.region, "\(device.name) \(region.title)"), fact)
      }
    }
    var rules: [String: FDFRule] = [:]
    for volume in flash.volumes {
      set(
        FactKey(.volume, volume.name.text),
        PlatformFact(volume.summary, [.init(volume.name.text, at: .source(volume.range))]))
      for list in volume.aprioriLists {
        let names = list.files.map { guid in
          platform.modules.first { $0.fileGUID == guid }?.baseName ?? guid.description
        }
        set(
          FactKey(.volume, "\(volume.name) APRIORI \(list.phase.rawValue)"),
          PlatformFact(names.joined(separator: " "), [.init(volume.name.text, at: .source(list.range))]))
      }
      for case .module(let placement) in volume.files { rules[placement.rule.title] = placement.rule }
    }
    for (title, rule) in rules {
      set(FactKey(.rule, title), PlatformFact(rule.summary, [.init(title, at: .source(rule.fileType.range))]))
    }
  }
}

extension FlashRegion {
  /// A short name for the region.
  package var title: String {
    switch content {
    case .volumes(let names): names.map(\.value.text).joined(separator: "+")
    case .files(let paths): paths.map(\.value).joined(separator: "+")
    case .modules(let modules): modules.map(\.module.baseName).joined(separator: "+")
    case .pvhHeader: "PVH header"
    case .data, .empty: basePCD ?? "at \(offset.hexadecimal)"
    }
  }

  /// A digest that distinguishes typed-in bytes.
  fileprivate var digest: String {
    guard case .data(let bytes) = content else { return "" }
    return ", data " + String(Checksum.fnv1a(bytes), radix: 16)
  }
}

extension VolumeDescription {
  fileprivate var summary: String {
    var words = [regionSize.map { "\($0.hexadecimal) bytes" } ?? "size as needed"]
    if let alignment { words.append("aligned to \(alignment)") }
    words.append("erase polarity \(erasePolarity.rawValue)")
    if let nameGUID { words.append("named \(nameGUID)") }
    return words.joined(separator: ", ")
  }
}

extension FDFRule {
  /// A description of the rule without the parts that every rule has.
  fileprivate var summary: String {
    var words = [fileType.value.rawValue]
    if options.isFixed { words.append("FIXED") }
    if options.hasChecksum { words.append("CHECKSUM") }
    if let alignment = options.alignment { words.append("Align = \(alignment.value.description)") }
    if let keeps = options.keepsRelocations?.value {
      words.append(keeps ? "RELOCS_RETAINED" : "RELOCS_STRIPPED")
    }
    return words.joined(separator: " ") + " { " + sections.map(\.summary).joined(separator: ", ") + " }"
  }
}

extension FDFSection {
  fileprivate var summary: String {
    let alignment = alignment.map { " Align = \($0.value.description)" } ?? ""
    switch content {
    case .leaf(let leaf): return leaf.type.value.rawValue + (leaf.isOptional ? " optional" : "") + alignment
    case .volumeImage: return "FV_IMAGE" + alignment
    case .depex: return "depex" + alignment
    case .compressed(let kind, let inner):
      return "COMPRESS \(kind.rawValue) { \(inner.map(\.summary).joined(separator: ", ")) }"
    case .guided(_, let inner): return "GUIDED { \(inner.map(\.summary).joined(separator: ", ")) }"
    }
  }
}

extension FDFAlignment {
  fileprivate var description: String {
    switch self {
    case .automatic: "Auto"
    case .bytes(let bytes): String(bytes)
    }
  }
}
