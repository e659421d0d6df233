import Diagnostics

/// The keywords of macro definitions.
enum DefinitionKeyword: String {
  case define = "DEFINE"
  case edkGlobal = "EDK_GLOBAL"

  /// nil if the line is not a definition.
  init?(_ line: ArraySlice<UInt8>) {
    for keyword in [Self.define, .edkGlobal] where line.starts(with: keyword.rawValue.utf8) {
      let next = line.startIndex + keyword.rawValue.utf8.count
      guard next < line.endIndex, line[next] == ASCII.space || line[next] == ASCII.tab else { continue }
      self = keyword
      return
    }
    return nil
  }
}

/// DEFINE and EDK_GLOBAL (EDK II DSC Specification, 2.2.7 "Macro Statements").
extension PreprocessorRun {
  mutating func define(_ keyword: DefinitionKeyword, _ line: SourceLineReader.Line, in file: SourceFile) {
    let all = line.bytes
    let shift = line.source.lowerBound - all.startIndex
    let rest = (all.startIndex + keyword.rawValue.utf8.count)..<all.endIndex
    let equals = all[rest].firstIndex(of: ASCII.equals) ?? rest.upperBound
    let nameBounds = all.trimmedBounds(rest.lowerBound..<equals)
    let valueBounds = all.trimmedBounds(min(equals + 1, rest.upperBound)..<rest.upperBound)
    let nameRange = SourceRange(file, (nameBounds.lowerBound + shift)..<(nameBounds.upperBound + shift))
    let name = String(decoding: all[nameBounds], as: UTF8.self)
    let isFDF = preprocessor.dialect == .fdf

    guard !name.isEmpty else { return diagnostics.add(.macroNameMissing(at: SourceRange(file, line.source))) }
    guard isFDF ? MacroName.isLoose(all[nameBounds]) : MacroName.isStrict(all[nameBounds]) else {
      return diagnostics.add(.macroNameMalformed(name, at: nameRange))
    }
    if !isFDF, tables.environment.global[name] != nil {
      return diagnostics.add(.macroReserved(name, at: nameRange))
    }
    guard tables.takesDefinitions else {
      return diagnostics.add(
        .macroMisplaced("DEFINE", "is not allowed in [Rule] or before the first section", at: nameRange))
    }
    if frames.last?.isInBraces ?? false { return diagnostics.add(.macroWithoutEffect(at: nameRange)) }

    let written = MappedText(
      all[valueBounds], at: (valueBounds.lowerBound + shift)..<(valueBounds.upperBound + shift))
    let replaced = replaceMacros(in: written, of: file) { [tables] name, _ in tables.value(of: name) }
    guard let replaced = replaced?.trimmed() else { return }
    let value = String(decoding: replaced.bytes, as: UTF8.self)

    switch keyword {
    case .define: tables.define(name, value)
    case .edkGlobal:
      guard preprocessor.dialect == .dsc, tables.section?.isDefines ?? false else {
        return diagnostics.add(
          .macroMisplaced("EDK_GLOBAL", "is only allowed in [Defines] of a DSC", at: nameRange))
      }
      if let other = tables.environment.platform[name], other != value {
        return diagnostics.add(.macroConflict(name, other, at: nameRange))
      }
      tables.defineGlobally(name, value)
    }
    macros.append(
      MacroDefinition(
        kind: keyword == .define ? .define : .edkGlobal, name: Located(name, at: nameRange),
        value: Located(
          value, at: SourceRange(file, (valueBounds.lowerBound + shift)..<(valueBounds.upperBound + shift))),
        section: tables.section?.name ?? ""))
  }
}

/// The text allowed between `$(` and `)`.
enum MacroName {
  /// A capital letter, followed by capital letters, digits and underscores: for all manifests except FDF.
  static func isStrict(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.first?.isUpper ?? false && bytes.allSatisfy { $0.isUpper || $0.isDigit || $0 == ASCII.underscore }
  }

  /// Any word, for an FDF.
  static func isLoose(_ bytes: some Collection<UInt8>) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy { $0.isWord }
  }

  /// The name of the first `$(NAME)` in `bytes`.
  static func first(in bytes: [UInt8]) -> String? {
    var index = 0
    while let dollar = bytes[index...].firstIndex(of: ASCII.dollar) {
      index = dollar + 1
      guard index < bytes.count, bytes[index] == ASCII.openParenthesis,
        let close = bytes[index...].firstIndex(of: ASCII.closeParenthesis),
        isStrict(bytes[(index + 1)..<close])
      else { continue }
      return String(decoding: bytes[(index + 1)..<close], as: UTF8.self)
    }
    return nil
  }
}
