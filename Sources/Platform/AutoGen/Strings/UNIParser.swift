import Bytes
import Diagnostics

/// Makes a table of strings out of the lines of .uni files.
///
/// A string takes one of two forms. In the first, `#string`, its `#language` and the bare text have
/// lines of their own; in the second, `#string NAME #language code "text"`, further lines bring more
/// quoted text or further languages.
struct UNIParser {
  private static let mostErrors = 20

  let convention: LanguageCode.Convention
  private(set) var table = StringTable()
  private(set) var errors = DiagnosticList()
  private(set) var warnings = DiagnosticList()

  init(convention: LanguageCode.Convention) { self.convention = convention }

  /// Adds what the lines of one file and its includes define.
  mutating func parse(_ lines: [UNILine]) {
    for (index, line) in lines.enumerated() where errors.all.count < Self.mostErrors {
      if line.hasLanguageDefinition {
        defineLanguage(line)
      } else if line.hasString {
        if line.hasLanguage { quoted(lines[index...]) } else { bare(lines[index...]) }
      }
    }
  }

  // MARK: #langdef

  private mutating func defineLanguage(_ line: UNILine) {
    let comment = line.text.offset(of: [UInt8(ascii: "/"), UInt8(ascii: "/")]) ?? line.text.count
    guard let words = QuotedWords.split(line.text[..<comment]), words.count == 3 else {
      return errors.add(.languageDefinitionMalformed(at: line.range))
    }
    guard let code = code(words[1][...], at: line.range) else { return }
    if !table.define(code, printableName: words[2]) { errors.add(.languagesTooMany(at: line.range)) }
  }

  private mutating func code(_ text: ArraySlice<UInt8>, at range: SourceRange) -> String? {
    let code = String(decoding: text, as: UTF8.self)
    if let found = LanguageCode.normalized(code, convention) { return found }
    errors.add(.languageCodeMalformed(code, convention, at: range))
    return nil
  }

  // MARK: #string

  /// The first form; `lines` start with the one that has the name.
  private mutating func bare(_ lines: ArraySlice<UNILine>) {
    guard let line = lines.first, let start = line.text.offset(of: UNILine.string) else { return }
    let rest = lines.dropFirst()
    guard let second = rest.first, second.hasLanguage, !second.hasString,
      let third = rest.dropFirst().first, !third.hasLanguage, !third.hasString,
      let language = second.text.offset(of: UNILine.language)
    else { return warnings.addFew(.stringDropped(at: line.range)) }
    var value: [UInt8] = []
    for line in rest.dropFirst() {
      if line.hasString || line.hasLanguage { break }
      value += line.text
    }
    let name = line.text.withoutSpaces(start + UNILine.string.count)
    let codeText = second.text.withoutSpaces(language + UNILine.language.count)
    guard let code = code(second.text[codeText], at: second.range) else { return }
    guard convention == .iso639 || name.isEmpty || line.text.isTokenName(name) else {
      return errors.add(.stringNameMalformed(line.text.text(name), at: line.range))
    }
    set(line.text.text(name), value, in: code, at: second.range)
  }

  /// The second form; `lines` start with the one that has the name.
  private mutating func quoted(_ lines: ArraySlice<UNILine>) {
    guard let line = lines.first else { return }
    var item = line.text
    for next in lines.dropFirst() {
      if next.hasLanguage {
        if next.hasString { break }
        item += next.text
      } else if next.continuesString, let quote = next.text.firstIndex(of: UInt8(ascii: "\"")) {
        // The closing quote of what is there and the opening one of what comes fall away.
        item.removeSubrange((item.lastIndex(of: UInt8(ascii: "\"")) ?? item.lastCharacter)...)
        item += next.text[(quote + 1)...]
      }
    }
    let words = item.words(in: 0..<item.count, limit: 2)
    guard words.count == 2, item.isTokenName(words[1]) else {
      let name = words.count == 2 ? item.text(words[1]) : ""
      return errors.add(.stringNameMalformed(name, at: line.range))
    }
    let name = item.text(words[1])
    var texts: [(code: String, text: [UInt8], isQuoted: Bool)] = []
    var next = item.offset(of: UNILine.language)
    while let start = next.map({ $0 + UNILine.language.count }) {
      next = item.offset(of: UNILine.language, from: start)
      let part = start..<(next ?? item.count)
      guard let word = item.words(in: part, limit: 1).first else {
        return errors.add(.languageCodeMalformed("", convention, at: line.range))
      }
      guard let code = code(item[word], at: line.range) else { return }
      let (text, isQuoted) = item.quoted(in: part)
      texts.append((code, Array(item[text]), isQuoted))
    }
    // Whether a text without quotes counts depends on those behind it.
    var quoted: [String: Int] = [:]
    for (index, entry) in texts.enumerated() where entry.isQuoted { quoted[entry.code] = index }
    for (index, entry) in texts.enumerated() {
      set(name, entry.text, in: entry.code, at: line.range)
      if entry.isQuoted { continue }
      let isRepeated = quoted[entry.code].map { $0 > index } ?? false
      warnings.addFew(
        isRepeated
          ? .languageRepeated(entry.code, at: line.range)
          : .stringUnquoted(String(decoding: entry.text, as: UTF8.self), in: entry.code, at: line.range))
    }
  }

  private mutating func set(_ name: String, _ text: [UInt8], in code: String, at range: SourceRange) {
    if !table.set(name, text, in: code) {
      errors.add(.languageUndefined(code, name: name, at: range))
    }
  }
}

extension [UInt8] {
  /// Where the last character of UTF-8 starts.
  fileprivate var lastCharacter: Int { lastIndex { $0 & 0xC0 != 0x80 } ?? 0 }

  /// What stands between the first quote of `part` and the last one. Where there is only one, edk2 takes
  /// nothing, and where there is none, all but the last character.
  fileprivate func quoted(in part: Range<Int>) -> (text: Range<Int>, isQuoted: Bool) {
    let quote = UInt8(ascii: "\"")
    guard let first = self[part].firstIndex(of: quote), let last = self[part].lastIndex(of: quote) else {
      let end = self[part].lastIndex { $0 & 0xC0 != 0x80 } ?? part.lowerBound
      return (part.lowerBound..<end, false)
    }
    return first < last ? ((first + 1)..<last, true) : (first..<first, false)
  }

  /// From `start` on without blanks, no other white space taken off.
  fileprivate func withoutSpaces(_ start: Int) -> Range<Int> {
    var lower = start
    var upper = count
    while lower < upper, self[lower] == UInt8(ascii: " ") { lower += 1 }
    while upper > lower, self[upper - 1] == UInt8(ascii: " ") { upper -= 1 }
    return lower..<upper
  }
}

extension DiagnosticList {
  /// The first few: a file that is no .uni file has something on every line.
  fileprivate mutating func addFew(_ diagnostic: Diagnostic) {
    if all.count < 20 { add(diagnostic) }
  }
}
