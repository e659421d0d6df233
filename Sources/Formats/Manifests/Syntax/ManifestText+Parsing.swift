import Diagnostics
import Vocabulary

/// Parses kinds of lines that several manifests have.
extension ManifestText {
  /// `NAME = value`; nil after an error.
  func define(_ arches: [Qualifier<Architecture>], _ diagnostics: inout DiagnosticList) -> DefineEntry? {
    let sides = split(on: ASCII.equals, most: 2)
    guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
      diagnostics.addBounded(
        .lineMalformed("a definition needs a name and a value", form: "NAME = value", at: line.range))
      return nil
    }
    return DefineEntry(name: located(sides[0]), value: located(sides[1]), arches: arches)
  }

  /// `[FAMILY:]TARGET_TOOLCHAIN_ARCH_TOOL_ATTRIBUTE = value`; nil after an error.
  func buildOption(_ scopes: [BuildOption.Scope], _ diagnostics: inout DiagnosticList) -> BuildOption? {
    let sides = split(on: ASCII.equals, most: 2)
    let names = split(on: ASCII.colon, most: 2, in: sides[0])
    let keyRange = names[names.count - 1]
    let parts = bytes[keyRange].split(separator: ASCII.underscore, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard sides.count == 2, parts.count == 5 else {
      diagnostics.addBounded(.buildOptionMalformed(string(keyRange), at: line.range(of: keyRange)))
      return nil
    }
    // In `==` the second sign is at the start of the right side.
    var value = sides[1]
    let isReplacement = value.lowerBound < value.upperBound && bytes[value.lowerBound] == ASCII.equals
    if isReplacement { value = bytes.trimmedBounds((value.lowerBound + 1)..<value.upperBound) }
    let key = BuildOption.Key(
      target: parts[0], toolChain: parts[1], arch: parts[2], tool: parts[3], attribute: parts[4])
    return BuildOption(
      scopes: scopes, family: names.count == 2 ? nonEmpty(names[0]) : nil,
      key: Located(key, at: line.range(of: keyRange)), isReplacement: isReplacement, value: located(value))
  }

  /// Parses `TokenSpace.Name`; nil after an error.
  func pcd(_ range: Range<Int>, _ diagnostics: inout DiagnosticList) -> Located<PCDName>? {
    guard let name = pcdName(range) else {
      diagnostics.addBounded(.pcdNameMalformed(string(range), at: line.range(of: range)))
      return nil
    }
    return Located(name, at: line.range(of: range))
  }
}

extension SectionHeader {
  var buildOptionScopes: [BuildOption.Scope] {
    items.map { .init(arch: $0.architecture, codeBase: $0.qualifier(1), moduleType: $0.moduleType(2)) }
  }

  /// Reports errors of the whole header; false if its section cannot be parsed.
  func isSound(mayMix: Bool, _ diagnostics: inout DiagnosticList) -> Bool {
    for item in items where item.name != name && !mayMix {
      diagnostics.addBounded(.sectionMixed(name, item.name, at: item.range))
      return false
    }
    if Set(arches).count > 1, arches.contains(.common) {
      diagnostics.addBounded(.sectionCommonMixed(at: range))
    }
    return true
  }
}

extension ManifestLine {
  /// Whether the line has the form of a section header.
  var isSectionHeader: Bool { text.utf8.first == ASCII.openBracket && text.utf8.last == ASCII.closeBracket }
}
