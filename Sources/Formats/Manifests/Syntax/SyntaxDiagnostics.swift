import Diagnostics

/// Diagnostics shared by the parsers of DSC, INF and DEC.
extension Diagnostic {
  static func sectionUnknown(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .sectionUnknown, .warning, at: .source(range), "unknown section [\(name)] is ignored",
      fix: "check its spelling")
  }

  static func sectionMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .sectionMalformed, at: .source(range), "the section header has no name",
      fix: "write a name, such as [Defines]")
  }

  static func sectionMixed(_ first: String, _ other: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .sectionMalformed, at: .source(range), "[\(first)] and [\(other)] cannot share a header",
      fix: "start a separate section for each")
  }

  static func sectionCommonMixed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .sectionMalformed, at: .source(range), "'common' cannot be combined with other architectures",
      fix: "remove the others: 'common' covers them")
  }

  static func outsideOfSections(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .lineOutsideSection, at: .source(range), "this line is before the first section",
      fix: "move it below a header such as [Defines]")
  }

  /// - Parameter form: the expected form of the line.
  static func lineMalformed(_ what: String, form: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(.lineMalformed, at: .source(range), what, fix: "write it as \(form)")
  }

  static func pcdNameMalformed(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .pcdNameMalformed, at: .source(range), "'\(text)' is not the name of a PCD",
      fix: "write it as TokenSpaceGuidCName.PcdCName")
  }

  static func buildOptionMalformed(_ key: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .buildOptionMalformed, at: .source(range), "'\(key)' is not the key of a build option",
      fix: "write it as [FAMILY:]TARGET_TOOLCHAIN_ARCH_TOOL_ATTRIBUTE = value; each part may be *")
  }

  static func guidStructureMalformed(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .guidMalformed, at: .source(range), "'\(text)' is not a GUID",
      fix: "write it as { 0x8be4df61, 0x93ca, 0x11d2, { 0xaa, 0x0d, 0x00, 0xe0, 0x98, 0x03, 0x2b, 0x8c } }")
  }

  static func valueUnclosed(at range: SourceRange) -> Diagnostic {
    Diagnostic(.valueUnclosed, at: .source(range), "the value's braces are never closed", fix: "add '}'")
  }
}

extension DiagnosticList {
  /// Adds `diagnostic` unless the limit is reached: in a file that is not a manifest every line has an error.
  /// The cut itself is reported as an error.
  mutating func addBounded(_ diagnostic: Diagnostic) {
    if all.count < PreprocessorRun.mostDiagnostics { return add(diagnostic) }
    guard all.last?.code != .tooManyErrors else { return }
    add(.tooManyErrors(at: diagnostic.place))
  }
}
