import Diagnostics
import Vocabulary

/// `[kind.name]`, the line that starts a section.
struct FDFHeader {
  enum Kind: String, CaseIterable {
    case defines = "Defines"
    case flashDevice = "FD"
    case volume = "FV"
    case capsule = "Capsule"
    case fmpPayload = "FmpPayload"
    case rule = "Rule"
    case optionROM = "OptionRom"
    case vtf = "VTF"
    case userExtensions = "UserExtensions"
  }

  let kind: Kind
  /// All between the brackets.
  let text: Located<String>
  /// What the dots separate, without blanks around it; the kind is not among them.
  let parts: [Located<String>]

  /// The only part, empty where there is none.
  var name: Located<String> { parts.first ?? Located("", at: text.range) }

  init(parsing parser: inout FDFParser) throws(DiagnosticError) {
    let token = parser.current
    text = parser.located(token)
    let sections =
      "use [Defines], [FD.x], [FV.x], [Capsule.x], [FmpPayload.x], [Rule.arch.type] or [OptionRom.x]"
    // Taken even when it is no good, so that the next header is another one.
    if token.kind == .openHeader {
      parser.advance()
      throw .fdfHeader(text, "the section header has no ']'", fix: "close it on the same line")
    }
    guard token.kind == .header else {
      throw .fdfHeader(text, "\(token.description) is outside of all sections", fix: sections)
    }
    parser.advance()

    let all = Self.split(token, of: parser.lines[token.line])
    guard let word = all.first,
      let kind = Kind.allCases.first(where: { Keyword($0.rawValue) == Keyword(word.value) })
    else {
      throw .fdfHeader(text, "unknown section [\(text.value)] of an FDF", fix: sections)
    }
    self.kind = kind
    parts = Array(all.dropFirst())

    guard kind != .vtf, kind != .userExtensions else { return }
    let allowed =
      switch kind {
      case .defines: 0...0
      case .rule: 2...3
      default: 1...1
      }
    let form = kind == .rule ? "[Rule.arch.type] or [Rule.arch.type.template]" : "[\(kind.rawValue).name]"
    guard allowed.contains(parts.count) else {
      throw .fdfHeader(
        text, "[\(text.value)] has \(parts.count) names after its kind",
        fix: kind == .defines ? "write [Defines]" : "write \(form)")
    }
    // edk2 gives the platform's name to `[FD.]`.
    let mayBeEmpty = kind == .flashDevice
    for part in parts where !(Self.isName(part.value) || mayBeEmpty && part.value.isEmpty) {
      throw .fdfHeader(
        part.value.isEmpty ? text : part, "'\(part.value)' is not a name",
        fix: "use letters, digits, '_' and '-'; one section has one name")
    }
  }

  private static func split(_ token: FDFToken, of line: ManifestLine) -> [Located<String>] {
    let base = token.part.lowerBound + 1
    let bytes = Array(token.text.utf8)
    return bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { part in
      let blank = { (byte: UInt8) in byte <= UInt8(ascii: " ") }
      let lower = part.firstIndex { !blank($0) } ?? part.startIndex
      let upper = (part.lastIndex { !blank($0) } ?? lower - 1) + 1
      return Located(
        String(decoding: bytes[lower..<upper], as: UTF8.self),
        at: line.range(of: base + lower..<base + upper))
    }
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }
      }
  }
}
