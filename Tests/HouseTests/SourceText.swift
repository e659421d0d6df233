/// A source file as words: what it declares for other rooms, and what it names.
///
/// This is no parser: a name counts wherever it stands in code, so that what is said to be unused is.
struct SourceText {
  let path: String
  /// The lines, without comments.
  let code: [Substring]

  init(path: String, text: String) {
    self.path = path
    code = Self.withoutComments(text).split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The modules that are imported, with the one-based line.
  var imports: [(module: String, line: Int)] {
    code.enumerated().compactMap { index, line in
      let words = line.split(separator: " ")
      guard let keyword = words.firstIndex(of: "import"), keyword < words.count - 1,
        words[..<keyword].allSatisfy({ Self.importPrefixes.contains(String($0)) })
      else { return nil }
      return (String(words[keyword + 1].prefix { $0 != "." }), index + 1)
    }
  }

  static let importPrefixes: Set = [
    "public", "package", "internal", "private", "fileprivate", "@testable", "@preconcurrency",
  ]

  /// Every identifier outside of imports; those of string literals are among them, for they may be interpolated.
  var names: Set<String> {
    var names: Set<String> = []
    for line in code where !line.contains("import ") { Self.words(of: line) { names.insert($0) } }
    return names
  }

  /// Names that another room can use: package-wide declarations, requirements of protocols, cases, and the first labels
  /// of initialisers and subscripts.
  var declared: Set<String> {
    var names: Set<String> = []
    /// How far the protocol is indented that the line is in.
    var protocolIndent: Int?
    for line in code {
      let indent = line.prefix { $0 == " " }.count
      let text = line.dropFirst(indent)
      if let outer = protocolIndent, text.hasPrefix("}"), indent <= outer { protocolIndent = nil }
      var words: [String] = []
      Self.words(of: text) { words.append($0) }
      if words.first == "case" || words.starts(with: ["indirect", "case"]) {
        names.formUnion(Self.cases(text.dropFirst((words[0] == "case" ? "case" : "indirect case").count)))
      }
      guard words.contains("package") || words.contains("public") || protocolIndent != nil else { continue }
      if let keyword = words.firstIndex(where: Self.declarations.contains), keyword < words.count - 1 {
        names.insert(words[keyword + 1])
      }
      for maker in ["init", "subscript"] {
        guard let index = words.firstIndex(of: maker), index < words.count - 1 else { continue }
        names.insert(words[index + 1])
      }
      if words.contains("protocol") { protocolIndent = indent }
    }
    names.remove("_")
    return names
  }

  private static let declarations: Set = [
    "struct", "class", "enum", "protocol", "actor", "typealias", "associatedtype", "func", "var", "let",
  ]

  /// The names of `case one, two(Label: Value), three = 3`; none for a case of a switch, which has a colon.
  private static func cases(_ text: Substring) -> Set<String> {
    var depth = 0
    var shallow = ""
    for character in text {
      switch character {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case ":" where depth == 0: return []
      default: if depth == 0 { shallow.append(character) }
      }
    }
    var names: Set<String> = []
    for part in shallow.split(separator: ",") where !part.contains(".") {
      var first: String?
      words(of: part) { first = first ?? $0 }
      if let first { names.insert(first) }
    }
    return names
  }

  private static func words(of text: Substring, _ body: (String) -> Void) {
    var word: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
        word.append(byte)
      case UInt8(ascii: "0")...UInt8(ascii: "9") where !word.isEmpty: word.append(byte)
      default:
        if !word.isEmpty { body(String(decoding: word, as: UTF8.self)) }
        word.removeAll(keepingCapacity: true)
      }
    }
    if !word.isEmpty { body(String(decoding: word, as: UTF8.self)) }
  }

  /// Comments become nothing; line ends stay. A `//` in a string literal does not begin one.
  private static func withoutComments(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var index = 0
    var isInString = false
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if byte == UInt8(ascii: "\n") { isInString = false }
      if isInString, byte == UInt8(ascii: "\\") {
        kept += [byte, next]
        index += 2
        continue
      }
      if byte == UInt8(ascii: "\"") { isInString.toggle() }
      if !isInString, byte == UInt8(ascii: "/"), next == UInt8(ascii: "/") {
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
        continue
      }
      kept.append(byte)
      index += 1
    }
    return String(decoding: kept, as: UTF8.self)
  }
}
