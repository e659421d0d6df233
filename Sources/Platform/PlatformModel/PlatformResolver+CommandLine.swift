import Bytes
import Diagnostics
import Manifests
import Vocabulary

extension PlatformResolver {
  /// Puts what the command line says in place of SKUID_IDENTIFIER and FLASH_DEFINITION.
  mutating func replaceDefines(_ dsc: inout DSCFile) {
    if let identifier = configuration.skuIdentifier {
      let entry = Self.entry("SKUID_IDENTIFIER", identifier, option: "--sku-id")
      let known = SKUSelection.names(dsc)
      let asked = identifier.uppercased().split(separator: "|").map { String($0).trimmed }
      if identifier.trimmed.uppercased() != "ALL", let unknown = asked.first(where: { !known.contains($0) }) {
        diagnostics.add(.skuUnknown(unknown, at: entry.value.range, known: known))
      }
      dsc.defines.append(entry)
    }
    if let path = configuration.flashDefinition {
      dsc.defines.append(Self.entry("FLASH_DEFINITION", path, option: "--fdf"))
    }
  }

  static func entry(_ name: String, _ value: String, option: String) -> DefineEntry {
    let range = SourceRange(SourceFile(path: option, bytes: Array(value.utf8)), 0..<value.utf8.count)
    return DefineEntry(
      name: Located(name, at: range), value: Located(value, at: range), arches: [.common])
  }
}

extension Diagnostic {
  fileprivate static func skuUnknown(_ name: String, at range: SourceRange, known: [String]) -> Diagnostic {
    Diagnostic(
      .skuUnknown, at: .source(range), "expected a SKU of the platform, found '\(name)'",
      fix: "use one of \(known.joined(separator: ", ")), or add it to [SkuIds] of the DSC")
  }
}
