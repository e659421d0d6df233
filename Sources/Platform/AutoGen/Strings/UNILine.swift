import Diagnostics

/// A line of a .uni file without its comment, with control characters and escapes in place of what
/// stands for them.
struct UNILine {
  static let string = Array("#string ".utf8)
  static let language = Array("#language ".utf8)
  static let languageDefinition = Array("#langdef ".utf8)
  static let include = Array("#include ".utf8)

  /// UTF-8, never empty.
  let text: [UInt8]
  /// The line in its file, without comment and blanks.
  let range: SourceRange
  let hasString: Bool
  let hasLanguage: Bool
  let hasLanguageDefinition: Bool

  /// Nil for a line with nothing in it.
  init?(_ bounds: Range<Int>, of file: SourceFile) {
    let line = file.bytes.trimmedHII(bounds)
    let end = file.bytes.commentStart(in: line, pairsBackslashes: true)
    let rest = file.bytes.trimmedHII(line.lowerBound..<end)
    if rest.isEmpty { return nil }
    text = Self.resolved(file.bytes[rest])
    range = SourceRange(file, rest)
    guard text.contains(UInt8(ascii: "#")) else {
      (hasString, hasLanguage, hasLanguageDefinition) = (false, false, false)
      return
    }
    hasString = text.offset(of: Self.string) != nil
    hasLanguage = text.offset(of: Self.language) != nil
    hasLanguageDefinition = text.offset(of: Self.languageDefinition) != nil
  }

  /// Whether it has the quotes around a further piece of a string.
  var continuesString: Bool {
    var quotes = 0
    for byte in text where byte == UInt8(ascii: "\"") { quotes += 1 }
    return quotes >= 2
  }

  /// What `#include "name"` or `#include <name>` names; the directive has the line for itself, and its
  /// end may not be of an escape's making.
  var includedName: String? {
    let last = text.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    guard text[last...].starts(with: Self.include) else { return nil }
    var index = last + Self.include.count
    let end = text.count
    func skip(while matches: (UInt8) -> Bool) { while index < end, matches(text[index]) { index += 1 } }
    let (quote, less, greater, blank) = (
      UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: " ")
    )
    skip { $0 == blank }
    let opening = index
    skip { $0 == quote || $0 == less }
    let first = index
    skip { $0 != quote && $0 != less && $0 != greater && $0 != blank }
    let name = first..<index
    skip { $0 == quote || $0 == greater }
    guard opening < first, !name.isEmpty, name.upperBound < index, index == end else { return nil }
    return text.text(name)
  }
}

/// Escapes.
extension UNILine {
  /// Words behind a backslash and the characters of UCS-2 that they stand for: what follows is wide,
  /// narrow, or not to be broken (UEFI 2.10, 33.2.2.3).
  private static let controls: [(word: [UInt8], character: [UInt8])] = [
    (Array("wide".utf8), [0xEF, 0xBF, 0xB1]), (Array("narrow".utf8), [0xEF, 0xBF, 0xB0]),
    (Array("nbr".utf8), [0xEF, 0xBF, 0xB2]),
  ]
  /// Statements may start with a slash, as in files for the first EFI tools.
  private static let slashed = ["langdef", "string", "language", "include"].map { Array($0.utf8) }
  /// edk2 puts this character in the place of a doubled backslash while it works, so one that stands
  /// in the file becomes a backslash too.
  private static let placeholder: UInt8 = 0x06

  /// `\x1234\` stays as it is: edk2 means to replace it and does not.
  static func resolved(_ raw: ArraySlice<UInt8>) -> [UInt8] {
    let backslash = UInt8(ascii: "\\")
    let hasWork = raw.contains {
      $0 == backslash || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\t") || $0 == placeholder
    }
    if !hasWork { return Array(raw) }
    var text: [UInt8] = []
    text.reserveCapacity(raw.count + 8)
    var index = raw.startIndex
    while index < raw.endIndex {
      let byte = raw[index]
      index += 1
      switch byte {
      case backslash: escape(raw, &index, &text)
      case UInt8(ascii: "\t"): text.append(UInt8(ascii: " "))
      case placeholder: text.append(backslash)
      case UInt8(ascii: "/") where slashed.contains(where: { raw[index...].starts(with: $0) }):
        text.append(UInt8(ascii: "#"))
      default: text.append(byte)
      }
    }
    return text
  }

  /// What the escape comes to whose backslash stands before `index`.
  private static func escape(_ raw: ArraySlice<UInt8>, _ index: inout Int, _ text: inout [UInt8]) {
    let rest = raw[index...]
    if let control = controls.first(where: { rest.starts(with: $0.word) }) {
      text += control.character
      index += control.word.count
      return
    }
    switch rest.first {
    case UInt8(ascii: "r"):
      index += 1
      text.append(UInt8(ascii: "\r"))
      // "\r\n" is one line end and not two; in "\r\narrow" there is no "\n".
      let next = rest.dropFirst()
      let isControl = controls.contains { next.dropFirst().starts(with: $0.word) }
      if next.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "n")]), !isControl {
        index += 2
        text.append(UInt8(ascii: "\n"))
      }
      return
    case UInt8(ascii: "n"): text += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    case UInt8(ascii: "t"): text.append(UInt8(ascii: " "))
    case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"): text += rest.prefix(1)
    default:
      text.append(UInt8(ascii: "\\"))
      return
    }
    index += 1
  }
}
