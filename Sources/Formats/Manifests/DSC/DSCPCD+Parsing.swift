import Diagnostics
import Vocabulary

extension DSCPCD.Kind {
  /// [PcdsDynamic] and [PcdsDynamicEx] are equivalent to their Default forms (EDK II DSC Specification, 2.6).
  init?(sectionName: String?) {
    switch sectionName {
    case nil: return nil
    case "PCDSDYNAMIC": self = .dynamicDefault
    case "PCDSDYNAMICEX": self = .dynamicExDefault
    case let name?: self.init(rawValue: name)
    }
  }

  /// Whether the line must have a value. In other sections, the package's default can apply.
  var needsValue: Bool {
    switch self {
    case .fixedAtBuild, .patchableInModule, .dynamicDefault, .dynamicExDefault: false
    case .featureFlag, .dynamicHII, .dynamicVPD, .dynamicExHII, .dynamicExVPD: true
    }
  }
}

extension DSCPCD {
  /// `TokenSpace.Name[.Field]|part|part…`; nil after an error.
  init?(
    _ kind: Kind, _ value: ManifestValue, _ header: SectionHeader, _ diagnostics: inout DiagnosticList
  ) {
    let text = value.text
    let parts = text.split(on: ASCII.bar)
    guard let (name, field) = Self.name(in: text, parts[0], &diagnostics) else { return nil }
    let values = parts.dropFirst().map(text.located)
    if kind.needsValue, values.first?.value.isEmpty ?? true {
      diagnostics.addBounded(
        .lineMalformed(
          "expected a value for PCD '\(name.value)'", form: "\(name.value)|value", at: text.line.range))
      return nil
    }
    if kind == .dynamicHII || kind == .dynamicExHII {
      guard (3...5).contains(values.count) else {
        let form = "\(name.value)|L\"VariableName\"|gVariableGuid|offset[|default[|attributes]]"
        diagnostics.addBounded(
          .lineMalformed("expected 3 to 5 fields for an HII PCD", form: form, at: text.line.range))
        return nil
      }
    }
    self.init(
      kind: kind, scopes: header.items.map(Scope.init), name: name, field: field, parts: Array(values))
  }

  /// The field of a structure PCD starts at the second dot or at an index in brackets.
  private static func name(
    in text: ManifestText, _ range: Range<Int>, _ diagnostics: inout DiagnosticList
  ) -> (Located<PCDName>, Located<String>?)? {
    guard let dot = text.bytes[range].firstIndex(of: ASCII.dot) else {
      return text.pcd(range, &diagnostics).map { ($0, nil) }
    }
    let end =
      text.bytes[(dot + 1)..<range.upperBound]
      .firstIndex { $0 == ASCII.dot || $0 == ASCII.openBracket } ?? range.upperBound
    guard let name = text.pcd(range.lowerBound..<end, &diagnostics) else { return nil }
    guard end < range.upperBound else { return (name, nil) }
    let start = text.bytes[end] == ASCII.dot ? end + 1 : end
    return (name, text.located(start..<range.upperBound))
  }
}

extension DSCPCD.Scope {
  init(_ item: SectionHeader.Item) {
    func asWritten(_ index: Int) -> String {
      guard index < item.qualifiers.count else { return SectionHeader.common }
      let text = item.qualifiers[index].value
      return text.uppercased() == SectionHeader.common ? SectionHeader.common : text
    }
    self.init(arch: item.architecture, sku: asWritten(1), defaultStore: asWritten(2))
  }
}
