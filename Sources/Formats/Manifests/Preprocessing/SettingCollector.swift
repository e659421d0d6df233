import Diagnostics
import Vocabulary

/// Collects from the lines what later directives may use: fields that count as macros, and PCD values.
///
/// Lines that it cannot parse are ignored here; the parser reports them.
struct SettingCollector {
  private let dialect: Preprocessor.Dialect
  /// The `offset|size` line of an FDF, whose next line may contain its two PCDs.
  private var region: (offset: String, size: String)?
  /// The INF_VERSION from which fields of [Defines] are no longer macros (EDK II INF Specification, appendix A).
  private static let firstVersionWithoutFieldMacros = 0x0001_0005
  private var infVersion = 0

  init(_ dialect: Preprocessor.Dialect) { self.dialect = dialect }

  mutating func note(_ line: ManifestLine, tables: inout MacroTables, isConditional: Bool) {
    switch dialect {
    case .dsc: noteDSC(line, &tables)
    case .fdf: noteFDF(line, &tables, isConditional)
    case .inf: noteINF(line, &tables)
    case .dec: break
    }
  }

  private func noteDSC(_ line: ManifestLine, _ tables: inout MacroTables) {
    switch tables.section?.name {
    case "DEFINES":
      let text = ManifestText(line)
      let sides = text.split(on: ASCII.equals, most: 2)
      guard sides.count == 2 else { return }
      tables.environment.platform[text.string(sides[0])] = text.string(sides[1])
    case "PCDSFEATUREFLAG", "PCDSFIXEDATBUILD":
      let text = ManifestText(line)
      let parts = text.split(on: ASCII.bar)
      // A field of a structure PCD has a second dot, and no value in conditions.
      guard parts.count > 1, !parts[1].isEmpty, let name = text.pcdName(parts[0]) else { return }
      tables.environment.pcdValues[name.description] = text.string(parts[1])
    default: break
    }
  }

  private mutating func noteFDF(_ line: ManifestLine, _ tables: inout MacroTables, _ isConditional: Bool) {
    let text = ManifestText(line)
    let before = region
    region = nil
    if text.bytes.starts(with: "SET".utf8), text.bytes.count > 3, text.bytes[3].isBlank {
      let sides = text.split(on: ASCII.equals, most: 2, in: 3..<text.bytes.count)
      guard sides.count == 2, let name = text.pcdName(sides[0]) else { return }
      var ignored = DiagnosticList()
      let environment = ExpressionEnvironment(
        macro: { [tables] in tables.value(of: $0) }, pcd: { [tables] in tables.pcd($0) })
      let value = environment.evaluate(sides[1], of: line, diagnostics: &ignored)
      tables.environment.pcdValues[name.description] = value.map { $0.text } ?? text.string(sides[1])
      return
    }
    // edk2 evaluates regions and shortcuts only outside conditionals.
    guard !isConditional else { return }
    let parts = text.split(on: ASCII.bar)
    guard parts.count == 2 else { return }
    if let before, let offset = text.pcdName(parts[0]), let size = text.pcdName(parts[1]) {
      tables.environment.pcdValues[offset.description] = before.offset
      tables.environment.pcdValues[size.description] = before.size
    } else if text.isNumber(parts[0]), text.isNumber(parts[1]) {
      region = (text.string(parts[0]), text.string(parts[1]))
    } else if let name = text.pcdName(parts[1]) {
      let sides = text.split(on: ASCII.equals, most: 2, in: parts[0])
      if sides.count == 2, text.isNumber(sides[1]) {
        tables.environment.pcdValues[name.description] = text.string(sides[1])
      }
    }
  }

  private mutating func noteINF(_ line: ManifestLine, _ tables: inout MacroTables) {
    guard tables.section?.isDefines ?? false else { return }
    let text = ManifestText(line)
    let sides = text.split(on: ASCII.equals, most: 2)
    guard sides.count == 2 else { return }
    let name = text.string(sides[0])
    if name == "INF_VERSION" { infVersion = text.infVersion(sides[1]) }
    if infVersion < Self.firstVersionWithoutFieldMacros { tables.define(name, text.string(sides[1])) }
  }
}

extension ManifestText {
  /// The version as a number: `0x00010005`, or `1.27` as 0x0001001B; 0 for other text.
  func infVersion(_ range: Range<Int>) -> Int {
    let text = string(range)
    if text.hasPrefix("0x") || text.hasPrefix("0X") { return Int(text.dropFirst(2), radix: 16) ?? 0 }
    let parts = text.split(separator: ".").map { UInt16($0) }
    guard parts.count == 2, let major = parts[0], let minor = parts[1] else { return 0 }
    return Int(major) << 16 | Int(minor)
  }
}
