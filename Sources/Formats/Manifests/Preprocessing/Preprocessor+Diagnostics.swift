import Diagnostics

/// The diagnostics of the preprocessor.
extension Diagnostic {
  static func manifestMissing(_ path: String) -> Diagnostic {
    Diagnostic(.manifestMissing, at: .file(path), "there is no such file", fix: "check the path")
  }

  static func manifestUnreadable(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(
      .manifestUnreadable, at: .file(path), "cannot read \(path): \(reason)",
      fix: "make the file readable, or give another path")
  }

  static func includeMissing(_ path: String, searched: [String], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .includeMissing, at: .source(range), "the included file '\(path)' does not exist",
      fix: "put it into one of the folders searched: "
        + searched.map { $0.isEmpty ? "." : $0 }.joined(separator: ", "))
  }

  static func includeUnreadable(_ path: String, reason: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .includeUnreadable, at: .source(range), "cannot read \(path): \(reason)",
      fix: "make the file readable, or include another one")
  }

  static func includeCycle(_ path: String, first: SourceRange?, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .includeCycle, at: .source(range), "'\(path)' includes itself",
      notes: first.map { [.init("its inclusion starts here", at: .source($0))] } ?? [],
      fix: "remove one of the !include directives")
  }

  static func includeTooDeep(_ limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .includeTooDeep, at: .source(range), "!include is nested more than \(limit) levels deep",
      fix: "include the files from fewer levels")
  }

  static func includeTooMany(_ limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .includeTooMany, at: .source(range), "more than \(limit) files are included",
      fix: "look for a file that is included repeatedly")
  }

  static func directiveUnknown(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .directiveUnknown, at: .source(range), "unknown directive '\(name)'",
      fix: "use !include, !if, !ifdef, !ifndef, !elseif, !else, !endif or !error")
  }

  static func directiveIncomplete(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .directiveIncomplete, at: .source(range), "'\(name)' has no operand",
      fix: "add the expression, name, path or text that it takes")
  }

  static func unbalanced(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .conditionalUnbalanced, at: .source(range), "'\(name)' without an !if before it",
      fix: "remove it, or add the !if, !ifdef or !ifndef that it belongs to")
  }

  static func afterElse(_ name: String, opened: SourceRange, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .conditionalUnbalanced, at: .source(range), "'\(name)' after !else",
      notes: [.init("the conditional starts here", at: .source(opened))], fix: "make !else the last branch")
  }

  static func unclosed(_ name: String, others: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .conditionalUnbalanced, at: .source(range), "'\(name)' is never closed",
      notes: others > 0 ? [.init("conditionals around it that are not closed either: \(others)")] : [],
      fix: "add !endif in the same file")
  }

  static func errorDirective(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .manifestErrorDirective, at: .source(range), text.isEmpty ? "!error" : text,
      fix: "change the -D switches that lead here")
  }

  static func macroNameMissing(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .macroMalformed, at: .source(range), "the definition has no name", fix: "write DEFINE NAME = value")
  }

  static func macroNameMalformed(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .macroMalformed, at: .source(range), "'\(name)' cannot be the name of a macro",
      fix: "use capital letters, digits and underscores, a letter first")
  }

  static func macroReserved(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .macroReserved, at: .source(range), "'\(name)' is set by the build, so a manifest cannot define it",
      fix: "use another name")
  }

  static func macroMisplaced(_ keyword: String, _ why: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(.macroMisplaced, at: .source(range), "\(keyword) \(why)", fix: "move it to [Defines]")
  }

  static func macroConflict(_ name: String, _ other: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .macroConflict, at: .source(range),
      "EDK_GLOBAL and DEFINE give '\(name)' different values; DEFINE gives '\(other)'",
      fix: "keep one of the two definitions")
  }

  static func macroWithoutEffect(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .macroWithoutEffect, at: .source(range),
      "DEFINE in the braces of a component has no effect", fix: "move it out of the braces")
  }

  static func macroUndefined(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .macroUndefined, at: .source(range), "macro '\(name)' has no value",
      fix: "add 'DEFINE \(name) = …' to [Defines], or give it on the command line with -D \(name)=…")
  }

  static func macroEndless(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .macroEndless, at: .source(range), "the expansion of the macros here does not end",
      fix: "look for macros that refer to each other")
  }

  static func tooManyErrors(at place: Place) -> Diagnostic {
    Diagnostic(.tooManyErrors, at: place, "too many errors and warnings; the rest is not shown")
  }
}
