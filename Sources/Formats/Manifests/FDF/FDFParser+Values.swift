import Bytes
import Diagnostics
import Vocabulary

/// What statements are made of.
extension FDFParser {
  func isAt(_ keyword: String) -> Bool { current.kind == .word && current.text == keyword }

  /// Keywords that edk2 takes in either case: FIXED, CHECKSUM, Align.
  func isAtEitherCase(_ keyword: String) -> Bool {
    current.kind == .word && current.text.utf8.count == keyword.utf8.count
      && Keyword(current.text) == Keyword(keyword)
  }

  /// `keyword =`, not taken.
  func isAtSetting(_ keyword: String) -> Bool { isAt(keyword) && next.kind == .equals }

  mutating func take(_ keyword: String) -> Located<String>? {
    guard isAt(keyword) else { return nil }
    defer { advance() }
    return located(current)
  }

  mutating func take(_ kind: FDFToken.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  mutating func expectEquals(after keyword: String) throws(DiagnosticError) {
    guard take(.equals) else {
      throw .fdfExpected("'=' after '\(keyword)'", at: self, fix: "write '\(keyword) = …'")
    }
  }

  mutating func expectWord(_ what: String, fix: String) throws(DiagnosticError) -> Located<String> {
    guard current.kind == .word else { throw .fdfExpected(what, at: self, fix: fix) }
    defer { advance() }
    return located(current)
  }

  /// A path; edk2 writes its blanks as `$(SPACE)`.
  mutating func expectPath(_ what: String) throws(DiagnosticError) -> Located<String> {
    guard current.kind != .openString else { throw .fdfOpenString(at: range(of: current)) }
    guard current.kind == .word || current.kind == .string else {
      throw .fdfExpected(what, at: self, fix: "write the path; a space in it is written $(SPACE)")
    }
    defer { advance() }
    let path = located(current)
    guard path.value.utf8.contains(UInt8(ascii: "$")) else { return path }
    return path.map { $0.replacing("$(SPACE)", with: " ") }
  }

  /// A string in quotes, or one word without.
  mutating func expectText(_ what: String) throws(DiagnosticError) -> Located<String> {
    guard current.kind != .openString else { throw .fdfOpenString(at: range(of: current)) }
    guard current.kind == .word || current.kind == .string else {
      throw .fdfExpected(what, at: self, fix: "write it in double quotes")
    }
    defer { advance() }
    return located(current)
  }

  /// The value of `keyword = …` on this line, unevaluated: up to the line's end, a `|` outside
  /// parentheses where `endingAtBar`, or one of `stops`.
  mutating func expectExpression(
    _ what: String, endingAtBar: Bool, stops: [String] = [], startsLine: Bool = false
  ) throws(DiagnosticError) -> Located<String> {
    let line = current.line
    let first = current
    var last: FDFToken?
    var end = index
    var parentheses = 0
    if startsLine || continuesLine {
      var token = first
      while token.kind != .endOfFile, token.line == line {
        if token.kind == .bar, endingAtBar, parentheses <= 0 { break }
        if token.kind == .word, stops.contains(token.text) { break }
        if token.kind == .word {
          for byte in token.text.utf8 {
            if byte == UInt8(ascii: "(") {
              parentheses += 1
            } else if byte == UInt8(ascii: ")") {
              parentheses -= 1
            }
          }
        }
        last = token
        end += 1
        token = peek(end - index)
      }
    }
    guard let last else {
      throw .fdfExpected(what, at: self, fix: "write the value on the same line")
    }
    skip(to: end)
    let part = first.part.lowerBound..<last.part.upperBound
    let text = lines[line].text.utf8
    let lower = text.index(text.startIndex, offsetBy: part.lowerBound)
    let upper = text.index(lower, offsetBy: part.count)
    return Located(String(decoding: text[lower..<upper], as: UTF8.self), at: lines[line].range(of: part))
  }

  mutating func expectBool(of keyword: String) throws(DiagnosticError) -> Located<Bool> {
    try expectEquals(after: keyword)
    let word = try expectWord("TRUE or FALSE", fix: "write '\(keyword) = TRUE' or '\(keyword) = FALSE'")
    switch word.value.uppercased() {
    case "TRUE", "1", "0X1", "0X01": return word.map { _ in true }
    case "FALSE", "0", "0X0", "0X00": return word.map { _ in false }
    default:
      throw .fdfValue(
        word, "'\(word.value)' is neither TRUE nor FALSE",
        fix: "write '\(keyword) = TRUE' or '\(keyword) = FALSE'")
    }
  }
}

/// PCD names and GUIDs.
extension FDFParser {
  static func pcd(_ text: String) -> FDFPCDReference? {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count >= 2, isName(parts[0]), isName(parts[1]) else { return nil }
    if parts.count == 3, parts[2].isEmpty { return nil }
    return FDFPCDReference(
      tokenSpace: String(parts[0]) ?? "", name: String(parts[1]) ?? "",
      field: parts.count == 3 ? String(parts[2]) : nil)
  }

  private static func isName(_ text: Substring.UTF8View) -> Bool {
    guard let first = text.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
      return false
    }
    return text.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }

  mutating func expectPCD() throws(DiagnosticError) -> Located<FDFPCDReference> {
    let fix = "write TokenSpaceGuidName.PcdName"
    let word = try expectWord("a PCD", fix: fix)
    guard let pcd = Self.pcd(word.value) else {
      throw .fdfValue(word, "'\(word.value)' is not the name of a PCD", fix: fix)
    }
    return word.map { _ in pcd }
  }

  /// `PCD(TokenSpace.Name)`, whatever blanks it has; nil when something else stands here.
  mutating func takePCDCall() throws(DiagnosticError) -> Located<FDFPCDReference>? {
    guard current.kind == .word, current.text == "PCD" || current.text.hasPrefix("PCD(") else { return nil }
    let first = current
    var last = first
    var text = ""
    repeat {
      text += current.text
      last = current
      advance()
    } while !last.text.utf8.contains(UInt8(ascii: ")")) && current.kind == .word && current.line == first.line
    let whole = lines[first.line].range(of: first.part.lowerBound..<last.part.upperBound)
    let word = Located(text, at: whole)
    guard text.hasPrefix("PCD("), text.hasSuffix(")"),
      let pcd = Self.pcd(String(text.dropFirst(4).dropLast()))
    else {
      throw .fdfValue(
        word, "expected the name of a PCD, found '\(text)'", fix: "write PCD(TokenSpaceGuidName.PcdName)")
    }
    return word.map { _ in pcd }
  }

  mutating func expectGUID(_ what: String) throws(DiagnosticError) -> Located<FDFGUIDReference> {
    if let pcd = try takePCDCall() { return pcd.map(FDFGUIDReference.pcd) }
    let word = try expectWord(what, fix: "write a GUID, 8-4-4-4-12 hexadecimal digits, or the C name of one")
    if let guid = GUID(word.value) { return word.map { _ in .guid(guid) } }
    if word.value == "$(NAMED_GUID)" { return word.map { _ in .moduleGUID } }
    if Self.isName(word.value[...].utf8) { return word.map(FDFGUIDReference.symbol) }
    throw .guidMalformed(word)
  }
}
