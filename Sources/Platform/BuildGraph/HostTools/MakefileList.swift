import Manifests

/// The list in a makefile variable: `OBJECTS = a.o b.o \`.
///
/// The sources of host tools change between releases of edk2, and their makefiles list them. No other syntax of
/// make is read.
enum MakefileList {
  /// The words of `name`, with `$(OTHER)` expanded from the same makefile; nil if it is not defined.
  static func words(of name: String, in bytes: [UInt8]) -> [String]? {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var values: [String: String] = [:]
    var open: String?
    for line in lines {
      var text = String(decoding: line, as: UTF8.self)
      if text.last == "\r" { text.removeLast() }
      let goesOn = text.last == "\\"
      if goesOn { text.removeLast() }
      if let name = open {
        values[name, default: ""] += " \(text)"
      } else if let equals = text.firstIndex(of: "="), text.first != "#", text.first != "\t" {
        let name = text[..<equals].filter { $0 != " " && $0 != "\t" && $0 != "?" && $0 != ":" }
        guard !name.hasSuffix("+") else { continue }
        values[name] = String(text[text.index(after: equals)...])
        open = goesOn ? name : nil
        continue
      }
      if !goesOn { open = nil }
    }
    guard let value = values[name] else { return nil }
    let option = value.split(whereSeparator: { $0 == " " || $0 == "\t" }).map { word in
      values.keys.sorted().reduce(String(word)) { word, name in
        word.replacing("$(\(name))", with: values[name, default: ""].trimmedBlanks)
      }
    }
    return option
  }
}

extension String {
  fileprivate var trimmedBlanks: String {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    var rest = drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return String(rest)
  }
}
