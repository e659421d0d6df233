package import Diagnostics

extension FDFFile {
  /// Reads all sections and reports what it can't read; what it could read is there.
  ///
  /// `lines` come from the preprocessor. A macro without a value is text like any other here, and an
  /// error only where a GUID or a keyword is wanted.
  package init(parsing lines: [ManifestLine], diagnostics: inout DiagnosticList) {
    self.init()
    guard !lines.isEmpty else { return }
    var parser = FDFParser(lines)
    while parser.current.kind != .endOfFile {
      do {
        try readSection(&parser)
      } catch {
        parser.report(error)
        parser.skipSection()
      }
    }
    reportDuplicates(to: &parser)
    diagnostics.add(contentsOf: parser.diagnostics.all)
  }

  private mutating func readSection(_ parser: inout FDFParser) throws(DiagnosticError) {
    let header = try FDFHeader(parsing: &parser)
    switch header.kind {
    case .defines: readDefines(&parser)
    case .flashDevice: if let device = FDFFlashDevice(header.name, &parser) { flashDevices.append(device) }
    case .volume: volumes.append(FDFVolume(section: header.name, &parser))
    case .capsule: capsules.append(FDFCapsule(section: header.name, &parser))
    case .fmpPayload: fmpPayloads.append(FDFFMPPayload(section: header.name, &parser))
    case .rule: rules.append(contentsOf: try FDFRule.read(header, &parser))
    case .optionROM: optionROMs.append(FDFOptionROM(section: header.name, &parser))
    case .vtf:
      parser.warn(.fdfIgnored(header.text))
      parser.skipSection()
    case .userExtensions: parser.skipSection()
    }
  }

  /// `[Defines]` (FDF 1.28, 3.4).
  private mutating func readDefines(_ parser: inout FDFParser) {
    parser.readStatements(starting: { $0.isAt("SET") || $0.next.kind == .equals }) {
      parser throws(DiagnosticError) in
      if let set = try parser.takeSet() {
        sets.append(set)
        return
      }
      let name = try parser.expectWord("a name", fix: "[Defines] holds 'NAME = value' and SET lines")
      try parser.expectEquals(after: name.value)
      let value = try parser.expectExpression("the value of \(name.value)", endingAtBar: false)
      defines.append(FDFAssignment(name: name, value: value))
    }
  }

  private func reportDuplicates(to parser: inout FDFParser) {
    var seen: [String: SourceRange] = [:]
    func check(_ what: String, _ severity: Diagnostic.Severity, _ range: SourceRange) -> Diagnostic? {
      defer { seen[what.lowercased()] = range }
      return seen[what.lowercased()].map { .fdfDuplicate(what, severity, at: range, first: $0) }
    }
    var found: [Diagnostic?] = []
    found += flashDevices.map { check("FD \($0.name.value)", .error, $0.name.range) }
    found += volumes.map { check("FV \($0.name.value)", .warning, $0.name.range) }
    found += rules.map { check("rule \($0.title.dropFirst("Rule.".count))", .warning, $0.architecture.range) }
    for diagnostic in found.compactMap({ $0 }) { parser.warn(diagnostic) }
  }
}

extension FDFParser {
  /// Up to the next header.
  mutating func skipSection() {
    while ![.endOfFile, .header, .openHeader].contains(current.kind) { advance() }
  }

  /// A SET statement; nil when something else stands here.
  mutating func takeSet() throws(DiagnosticError) -> FDFSet? {
    guard isAt("SET") else { return nil }
    advance()
    let pcd = try expectPCD()
    try expectEquals(after: pcd.value.description)
    return FDFSet(
      pcd: pcd, value: try expectExpression("the value of \(pcd.value)", endingAtBar: false))
  }
}
