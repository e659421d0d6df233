import Diagnostics

/// All that reading an FDF can say.
extension DiagnosticError {
  static func fdfExpected(_ what: String, at parser: FDFParser, fix: String) -> DiagnosticError {
    DiagnosticError(
      Diagnostic(
        .fdfExpected, at: .source(parser.range(of: parser.current)),
        "expected \(what), found \(parser.current.description)", fix: fix))
  }

  static func fdfValue(_ value: Located<String>, _ message: String, fix: String) -> DiagnosticError {
    DiagnosticError(Diagnostic(.fdfValue, at: .source(value.range), message, fix: fix))
  }

  static func fdfUnknownStatement(at parser: FDFParser, in place: String, fix: String) -> DiagnosticError {
    DiagnosticError(
      Diagnostic(
        .fdfStatementUnknown, at: .source(parser.range(of: parser.current)),
        "expected a statement of \(place), found \(parser.current.description)", fix: fix))
  }

  static func fdfUnclosed(_ what: String, at parser: FDFParser, openedAt open: SourceRange) -> DiagnosticError
  {
    DiagnosticError(
      Diagnostic(
        .fdfBraceUnclosed, at: .source(parser.range(of: parser.current)),
        "expected '}' of \(what), found \(parser.current.description)",
        notes: [.init("opened here", at: .source(open))], fix: "close \(what) with '}'"))
  }

  static func fdfNesting(at range: SourceRange, limit: Int) -> DiagnosticError {
    DiagnosticError(
      Diagnostic(
        .fdfNesting, at: .source(range), "braces are nested more than \(limit) levels deep",
        fix: "put the inner sections into a separate FV and refer to it with FV_IMAGE"))
  }

  static func fdfOpenString(at range: SourceRange) -> DiagnosticError {
    DiagnosticError(
      Diagnostic(
        .fdfStringUnclosed, at: .source(range), "the string is not closed on its line",
        fix: "close it with the quotation mark that opens it"))
  }

  static func fdfHeader(_ header: Located<String>, _ message: String, fix: String) -> DiagnosticError {
    DiagnosticError(Diagnostic(.fdfSectionHeader, at: .source(header.range), message, fix: fix))
  }

  static func fdfMissing(_ keyword: String, of section: Located<String>, fix: String) -> DiagnosticError {
    DiagnosticError(
      Diagnostic(
        .fdfKeywordMissing, at: .source(section.range), "'\(section.value)' has no \(keyword)", fix: fix))
  }

  static func fdfOption(_ option: Located<String>, _ message: String, fix: String) -> DiagnosticError {
    DiagnosticError(Diagnostic(.fdfOption, at: .source(option.range), message, fix: fix))
  }

  static func guidMalformed(_ word: Located<String>) -> DiagnosticError {
    let isMacro = word.value.hasPrefix("$(")
    return DiagnosticError(
      Diagnostic(
        .guidMalformed, at: .source(word.range), "'\(word.value)' is not a GUID",
        fix: isMacro
          ? "give the macro a value with DEFINE; a GUID has 8-4-4-4-12 hexadecimal digits"
          : "write 8-4-4-4-12 hexadecimal digits, such as 7CB8BDC9-F8EB-4F34-AAEA-3EE4AF6516A1"))
  }
}

extension Diagnostic {
  static func fdfTooManyErrors(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .fdfTooManyErrors, at: .source(range),
      "parsing stops here, after \(FDFParser.mostErrors) errors", fix: "correct the errors above first")
  }

  /// edk2 takes the later one of two FVs or rules and says nothing.
  static func fdfDuplicate(
    _ what: String, _ severity: Severity, at later: SourceRange, first: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .fdfDuplicate, severity, at: .source(later), "\(what) is defined twice; the later one counts",
      notes: [.init("first defined here", at: .source(first))], fix: "rename or remove one of them")
  }

  static func fdfIgnored(_ header: Located<String>) -> Diagnostic {
    Diagnostic(
      .fdfSectionIgnored, at: .source(header.range), "[\(header.value)] has no effect",
      fix: "remove the section; volume top files are described by rules now")
  }
}
