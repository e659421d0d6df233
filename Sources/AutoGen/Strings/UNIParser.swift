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
    guard let words = ShellWords.split(line.text[..<comment]), words.count == 3 else {
      return errors.add(.languageDefinitionMalformed(at: line.range))
    }
    guard let code = code(words[1][...], at: line.range) else { return }
    table.define(code, printableName: words[2])
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
        guard let last = item.lastIndex(of: UInt8(ascii: "\"")) else {
          return errors.add(.stringUnquoted(at: line.range))
        }
        item.removeSubrange(last...)
        item += next.text[(quote + 1)...]
      }
    }
    let words = item.words(in: 0..<item.count, limit: 2)
    guard words.count == 2, item.isTokenName(words[1]) else {
      let name = words.count == 2 ? item.text(words[1]) : ""
      return errors.add(.stringNameMalformed(name, at: line.range))
    }
    let name = item.text(words[1])
    var texts: [(code: String, text: [UInt8]?)] = []
    var next = item.offset(of: UNILine.language)
    while let start = next.map({ $0 + UNILine.language.count }) {
      next = item.offset(of: UNILine.language, from: start)
      guard let text = text(start..<(next ?? item.count), of: item, at: line.range) else { return }
      texts.append(text)
    }
    for (index, entry) in texts.enumerated() {
      if let text = entry.text {
        set(name, text, in: entry.code, at: line.range)
      } else if texts[index...].contains(where: { $0.code == entry.code && $0.text != nil }) {
        warnings.addFew(.languageRepeated(entry.code, at: line.range))
      } else {
        return errors.add(.stringUnquoted(at: line.range))
      }
    }
  }

  /// What stands between one `#language` and the next: a code and a text in quotes; a text of nil has
  /// none. Nil after an error.
  private mutating func text(_ part: Range<Int>, of item: [UInt8], at range: SourceRange)
    -> (code: String, text: [UInt8]?)?
  {
    guard let word = item.words(in: part, limit: 1).first else {
      errors.add(.languageCodeMalformed("", convention, at: range))
      return nil
    }
    guard let code = code(item[word], at: range) else { return nil }
    let quote = UInt8(ascii: "\"")
    guard let first = item[part].firstIndex(of: quote), let last = item[part].lastIndex(of: quote),
      first < last
    else { return (code, nil) }
    return (code, Array(item[(first + 1)..<last]))
  }

  private mutating func set(_ name: String, _ text: [UInt8], in code: String, at range: SourceRange) {
    if !table.set(name, text, in: code) {
      errors.add(.languageUndefined(code, name: name, at: range))
    }
  }
}

extension [UInt8] {
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
