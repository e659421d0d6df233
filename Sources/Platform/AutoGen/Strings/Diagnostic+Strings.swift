import Diagnostics
import Manifests
import PlatformModel

/// The diagnostics of parsing .uni files and packing strings.
extension Diagnostic {
  static func uniEncoding(_ mistake: UNISource.Mistake, in file: SourceFile) -> Diagnostic {
    let (offset, message): (Int, String) =
      switch mistake {
      case .notUTF8(let offset): (offset, "expected UTF-8, or UTF-16 with a byte order mark")
      case .beyondUCS2(let offset):
        (offset, "a character above U+FFFF cannot be stored: UEFI strings are UCS-2")
      case .surrogate(let offset): (offset, "a surrogate cannot be stored: UEFI strings are UCS-2")
      case .oddLength(let offset): (offset, "the UTF-16 file ends in the middle of a character")
      }
    return Diagnostic(
      .uniEncoding, at: .source(SourceRange(file, offset..<min(offset + 1, file.bytes.count))), message,
      fix: "save the file as UTF-8, or as UTF-16 with a byte order mark, with characters up to U+FFFF")
  }

  static func uniIncludeMissing(_ name: String, searched: [String], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .uniIncludeMissing, at: .source(range), "the included file '\(name)' does not exist",
      notes: searched.prefix(8).map { Note("looked in \($0)") },
      fix: "put it beside this file, or into an include folder of the module's packages")
  }

  static func uniIncludeUnreadable(_ path: String, reason: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .uniIncludeUnreadable, at: .source(range), "cannot read \(path): \(reason)",
      fix: "make the file readable, or name another one")
  }

  static func uniIncludesItself(_ path: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .uniIncludeCycle, at: .source(range), "'\(path)' includes itself",
      fix: "remove one of the #include lines")
  }

  static func uniIncludesTooMany(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .uniIncludeLimit, at: .source(range), "#include is nested too deeply or used too often",
      fix: "look for a file that is included repeatedly")
  }

  static func languageDefinitionMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .languageDefinitionMalformed, at: .source(range), "expected a language code and a name after #langdef",
      fix: "write #langdef en-US \"English\"")
  }

  static func languageCodeMalformed(
    _ code: String, _ convention: LanguageCode.Convention, at range: SourceRange
  ) -> Diagnostic {
    let wanted = convention == .rfc4646 ? "RFC 4646" : "ISO 639-2"
    return Diagnostic(
      .languageCodeMalformed, at: .source(range), "expected a language code of \(wanted), found '\(code)'",
      fix: convention == .rfc4646 ? "write a code such as en or en-US" : "write three letters, such as eng")
  }

  static func languageUndefined(_ code: String, name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .languageUndefined, at: .source(range), "\(name) has a text in '\(code)', which no #langdef defines",
      fix: "add #langdef \(code) \"its name\" before the first string, or correct the code")
  }

  static func languagesTooMany(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .languagesTooMany, at: .source(range),
      "a module cannot have more than \(StringTable.mostLanguages) languages",
      fix: "spread them over several modules")
  }

  static func languagesMissing(_ source: BuildSource) -> Diagnostic {
    Diagnostic(
      .languagesMissing, at: .source(source.name.range), "no .uni file of the module defines a language",
      fix: "start it with a line such as #langdef en-US \"English\"")
  }

  static func stringNameMalformed(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .stringNameMalformed, at: .source(range), "'\(name)' is not a valid string name",
      fix: "use letters, digits and underscores, a letter first")
  }

  static func stringUnquoted(_ text: String, in code: String, at range: SourceRange) -> Diagnostic {
    let shown = text.unicodeScalars.count > 40 ? String(text.prefix(40)) + "…" : text
    return Diagnostic(
      .stringUnquoted, at: .source(range),
      "the text in '\(code)' is not quoted, so '\(shown)' is stored",
      notes: [Note("following lines with #language belong to it, up to the next line with #string")],
      fix: "write #string NAME #language \(code) \"text\", with each line of the text in its own quotes")
  }

  static func languageRepeated(_ code: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .languageRepeated, at: .source(range),
      "'\(code)' is given without a text and again with one; the later one counts", fix: "remove the first")
  }

  static func stringDropped(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .stringDropped, at: .source(range),
      "the string is not stored: no #language follows its name",
      notes: [Note("edk2 ignores it too, and adds the lines after it to the string before it")],
      fix: "write #string and #language on one line, or #string, #language and the text on one each")
  }

  static func stringModesExclusive(_ module: BuildModule) -> Diagnostic {
    let option = module.options.options.first { $0.key.tool == "BUILD" && $0.key.attribute == "FLAGS" }?.value
    return Diagnostic(
      .stringModesExclusive, at: option?.parts.last?.place ?? .file(module.path),
      "\(module.path) is built with both -c and -s, which exclude each other", fix: "remove one of them")
  }

  static func stringsTooMany(_ count: Int, _ source: BuildSource) -> Diagnostic {
    Diagnostic(
      .stringsTooMany, at: .source(source.name.range), "the module has \(count) strings, the limit is 65535",
      fix: "remove strings that no source refers to")
  }

  static func stringPackageTooLong(_ language: String, _ source: BuildSource) -> Diagnostic {
    Diagnostic(
      .stringPackageTooLong, at: .source(source.name.range),
      "the strings in '\(language)' exceed the limit of a package, 16777215 bytes",
      fix: "remove strings, or spread them over several modules")
  }
}
