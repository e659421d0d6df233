import Diagnostics
import Manifests
import PlatformModel

/// What reading .uni files and packing strings can say.
extension Diagnostic {
  static func uniEncoding(_ mistake: UNISource.Mistake, in file: SourceFile) -> Diagnostic {
    let (offset, message): (Int, String) =
      switch mistake {
      case .notUTF8(let offset): (offset, "this is not UTF-8, and the file has no byte order mark of UTF-16")
      case .beyondUCS2(let offset): (offset, "a character beyond U+FFFF; strings of UEFI are UCS-2")
      case .surrogate(let offset): (offset, "a surrogate; strings of UEFI are UCS-2, which has none")
      case .oddLength(let offset): (offset, "the file is UTF-16 and ends in the middle of a character")
      }
    return Diagnostic(
      .uniEncoding, at: .source(SourceRange(file, offset..<min(offset + 1, file.bytes.count))), message,
      fix: "save the file as UTF-8, or as UTF-16 with a byte order mark, with characters up to U+FFFF")
  }

  static func uniIncludeMissing(_ name: String, searched: [String], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .uniIncludeMissing, at: .source(range), "there is no '\(name)' to include",
      notes: searched.prefix(8).map { Note("looked in \($0)") },
      fix: "put it beside this file, or into an include folder of the module's packages")
  }

  static func uniIncludeUnreadable(_ path: String, reason: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .uniIncludeUnreadable, at: .source(range), "cannot read \(path): \(reason)",
      fix: "name a file that you may read")
  }

  static func uniIncludesItself(_ path: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .uniIncludeCycle, at: .source(range), "'\(path)' includes itself",
      fix: "remove one of the #include lines")
  }

  static func uniIncludesTooMany(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .uniIncludeLimit, at: .source(range), "#include goes too deep, or comes too often",
      fix: "look for a file that is included again and again")
  }

  static func languageDefinitionMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .languageDefinitionMalformed, at: .source(range), "a #langdef takes a code and a name, and no more",
      fix: "write #langdef en-US \"English\"")
  }

  static func languageCodeMalformed(
    _ code: String, _ convention: LanguageCode.Convention, at range: SourceRange
  ) -> Diagnostic {
    let wanted = convention == .rfc4646 ? "RFC 4646" : "ISO 639-2"
    return Diagnostic(
      .languageCodeMalformed, at: .source(range), "'\(code)' is no language code of \(wanted)",
      fix: convention == .rfc4646 ? "write one such as en or en-US" : "write three letters, such as eng")
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
      .stringNameMalformed, at: .source(range), "'\(name)' is no name of a string",
      fix: "use letters, digits and underscores, a letter first")
  }

  static func stringUnquoted(_ text: String, in code: String, at range: SourceRange) -> Diagnostic {
    let shown = text.unicodeScalars.count > 40 ? String(text.prefix(40)) + "…" : text
    return Diagnostic(
      .stringUnquoted, at: .source(range),
      "the text in '\(code)' does not stand in quotes, so that '\(shown)' is stored",
      notes: [Note("lines with #language further down belong to it, up to one that has #string too")],
      fix: "write #string NAME #language \(code) \"text\", each line of the text in quotes of its own")
  }

  static func languageRepeated(_ code: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .languageRepeated, at: .source(range),
      "'\(code)' stands here without a text, and again with one, which counts", fix: "drop the first")
  }

  static func stringDropped(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .stringDropped, at: .source(range),
      "this string is not stored: its #language does not follow",
      notes: [Note("edk2 passes over it too, and gives what follows to the string before")],
      fix: "write #string and #language on one line, or #string, #language and the text on one each")
  }

  static func stringModesExclusive(_ module: BuildModule) -> Diagnostic {
    let option = module.options.options.first { $0.key.tool == "BUILD" && $0.key.attribute == "FLAGS" }?.value
    return Diagnostic(
      .stringModesExclusive, at: option?.parts.last?.place ?? .file(module.path),
      "\(module.path) is built with -c and with -s, which exclude each other", fix: "drop one of them")
  }

  static func stringsTooMany(_ count: Int, _ source: BuildSource) -> Diagnostic {
    Diagnostic(
      .stringsTooMany, at: .source(source.name.range), "\(count) strings; a module can number 65535",
      fix: "drop strings that no source names")
  }

  static func stringPackageTooLong(_ language: String, _ source: BuildSource) -> Diagnostic {
    Diagnostic(
      .stringPackageTooLong, at: .source(source.name.range),
      "the strings in '\(language)' take more than 16777215 bytes, the most that a package holds",
      fix: "drop strings, or spread them over several modules")
  }
}
