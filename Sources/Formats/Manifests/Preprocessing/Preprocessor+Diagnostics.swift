import Diagnostics

/// All that the preprocessor can say.
extension Diagnostic {
  static func manifestMissing(_ path: String) -> Diagnostic {
    Diagnostic(.manifestMissing, at: .file(path), "there is no such file", fix: "check the path")
  }

  static func manifestUnreadable(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(
      .manifestUnreadable, at: .file(path), "cannot read \(path): \(reason)",
      fix: "give the path of a file that you may read")
  }

  static func includeMissing(_ path: String, searched: [String], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .includeMissing, at: .source(range), "there is no '\(path)' to include",
      fix: "put it into one of the folders searched: "
        + searched.map { $0.isEmpty ? "." : $0 }.joined(separator: ", "))
  }

  static func includeUnreadable(_ path: String, reason: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .includeUnreadable, at: .source(range), "cannot read \(path): \(reason)",
      fix: "name a file that you may read")
  }

  static func includeCycle(_ path: String, first: SourceRange?, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .includeCycle, at: .source(range), "'\(path)' includes itself",
      notes: first.map { [.init("it is being read since", at: .source($0))] } ?? [],
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
      fix: "look for a file that is included again and again")
  }

  static func directiveUnknown(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .directiveUnknown, at: .source(range), "there is no directive '\(name)'",
      fix: "use !include, !if, !ifdef, !ifndef, !elseif, !else, !endif or !error")
  }

  static func directiveIncomplete(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .directiveIncomplete, at: .source(range), "'\(name)' needs something behind it",
      fix: "write the expression, name, path or text that it takes")
  }

  static func unbalanced(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .conditionalUnbalanced, at: .source(range), "'\(name)' without an !if before it",
      fix: "remove it, or add the !if, !ifdef or !ifndef that it belongs to")
  }

  static func afterElse(_ name: String, opened: SourceRange, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .conditionalUnbalanced, at: .source(range), "'\(name)' behind !else",
      notes: [.init("the conditional starts here", at: .source(opened))], fix: "put !else last")
  }

  static func unclosed(_ name: String, others: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .conditionalUnbalanced, at: .source(range), "'\(name)' is never closed",
      notes: others > 0 ? [.init("\(others) around it are not closed either")] : [],
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
      .macroReserved, at: .source(range), "'\(name)' is set by the build, a manifest cannot define it",
      fix: "use another name")
  }

  static func macroMisplaced(_ keyword: String, _ why: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(.macroMisplaced, at: .source(range), "\(keyword) \(why)", fix: "move it to [Defines]")
  }

  static func macroConflict(_ name: String, _ other: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .macroConflict, at: .source(range),
      "EDK_GLOBAL gives '\(name)' another value than DEFINE does: '\(other)'",
      fix: "keep one of the two definitions")
  }

  static func macroWithoutEffect(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .macroWithoutEffect, at: .source(range),
      "DEFINE between a component's braces has no effect", fix: "move it out of the braces")
  }

  static func macroUndefined(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .macroUndefined, at: .source(range), "macro '\(name)' has no value",
      fix: "add 'DEFINE \(name) = …' to [Defines], or give it on the command line with -D \(name)=…")
  }

  static func macroEndless(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .macroEndless, at: .source(range), "replacing the macros here comes to no end",
      fix: "look for macros whose values name each other")
  }

  static func tooManyErrors(at place: Place) -> Diagnostic {
    Diagnostic(.tooManyErrors, at: place, "too many errors and warnings; what follows is not shown")
  }
}
