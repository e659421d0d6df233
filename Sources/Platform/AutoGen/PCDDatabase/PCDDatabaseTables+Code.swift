import PlatformModel

/// What AutoGen.c says about the database.
extension PCDDatabaseTables {
  var codeText: [UInt8] {
    let name = phase.rawValue
    var text = PCDDatabaseText()
    text.line("")
    text.line(PCDDatabaseText.opening)
    text.line("\(name)_PCD_DATABASE_INIT g\(name)PcdDbInit = {")
    if tokens.isEmpty { writeEmpty(to: &text) } else { writeTables("\(name)_PCD_DATABASE", to: &text) }
    text.line("  0")
    text.line("};")
    text.line("#endif")
    return text.bytes
  }

  private func writeTables(_ database: String, to text: inout PCDDatabaseText) {
    text.line("  /* SkuIdTable */")
    text.line("  { \(skuNumbers.count), \(skuNumbers.map { "\($0)U, " }.joined()) },")
    writeNumbers([.uint64, .uint32], to: &text)
    text.line("  /* VPD */")
    text.list(vpd.map { "  { { \($0.text)U } }, /* \($0.label)[1] */" })
    section("  /* ExMapTable */", to: &text) { text in
      text.list(
        exMap.map { "    { \($0.tokenText)U, \($0.local)U, \($0.guid)U }," }
          + (exMap.isEmpty ? ["    { 0U, 0U, 0U },"] : []))
    }
    let places = tokens.map { token in
      let part = if case .uninitialized = token.place { "Uninit" } else { "Init" }
      let tail = if case .variable = token.place { "_Variable_Header" } else { "" }
      return (part: part, field: "\(part).\(token.label)\(tail)) | \(token.flagsText),")
    }
    section("  /* LocalTokenNumberTable */", to: &text) { text in
      text.list(places.map { "    offsetof(\(database), \($0.field)" })
    }
    section("  /* GuidTable */", to: &text) { text in
      text.list(guids.isEmpty ? ["    \(Self.noGUID),"] : guids.map { "    \($0.text)," })
    }
    text.list(
      stringHeadText.map { head in
        "  { \(head.offsets.map { "\($0)U" }.joined(separator: ", ")) }, /* \(head.label)[1] */"
      })
    text.list(variables.map { self.text(of: $0, database) })
    text.line("/* SkuHead */")
    text.line("  {")
    text.line(
      "  "
        + places.map {
          " offsetof (\(database), \($0.field) /* */\n"
            + "           offsetof (\(database), \($0.part).SkuHead)  /* */\n  "
        }.joined())
    text.line("  },")
    text.line(" /* StringTable */")
    text.list(
      strings.map { "  \($0.text), /* \($0.label) */" }
        + (strings.isEmpty && pcdNames.isEmpty ? ["  { 0 }, /* _ */"] : []))
    section("  /* SizeTable */", to: &text) { text in
      text.list(
        sizes.map { "    \($0.mostText)U, ['\($0.currentText)U'], /* \($0.label) */" }
          + (sizes.isEmpty ? ["    0U, ['0U'], /* _ */"] : []))
    }
    writeNumbers([.uint16, .uint8, .boolean], to: &text)
  }

  private func section(
    _ title: String, to text: inout PCDDatabaseText, _ body: (inout PCDDatabaseText) -> Void
  ) {
    text.line(title)
    text.line("  {")
    body(&text)
    text.line("  },")
  }

  private func writeNumbers(_ kinds: [NumberKind], to text: inout PCDDatabaseText) {
    for kind in kinds {
      text.list(numbers[kind.rawValue].initial.map { "  { \($0.text) }, /*  \($0.label)[1] */" })
      text.list(
        numbers[kind.rawValue].variableDefaults.map { "  \($0.text), /* \($0.label)_VariableDefault_2 */" })
    }
  }

  /// Twice the same in two orders, as edk2 has it.
  private func text(of variable: Variable, _ database: String) -> String {
    let field = if case .variableDefault = variable.defaultValue { "_VariableDefault_2" } else { "" }
    let value = "offsetof(\(database), Init.\(variable.label)\(field))"
    let (name, guid, offset) = ("\(variable.name)U", "\(variable.guid)U", "\(variable.offsetText)U")
    return
      "  /* \(variable.label)_Variable_Header[1] */\n  {\n    { \(name), \(value), \(guid), \(offset) },\n"
      + "    { \(guid), \(name), \(offset), \(value) }\n\n  },"
  }

  private static let noGUID =
    "{0x00000000, 0x0000, 0x0000, {0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00}}"

  private func writeEmpty(to text: inout PCDDatabaseText) {
    text.line("  /* SkuIdTable */\n  { 0 },")
    text.line("  /* ExMapTable */\n  {\n    {0, 0, 0}\n  },")
    text.line("  /* LocalTokenNumberTable */\n  {\n    0\n  },")
    text.line("  /* GuidTable */\n  {\n    \(Self.noGUID)\n  },")
    text.line("  /* StringTable */\n  { 0 },")
    text.line("  /* SkuHead */\n  {\n    0, 0\n  },")
    text.line("  /* SizeTable */\n  {\n    0, 0\n  },")
  }
}
