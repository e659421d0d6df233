/// Paths as text, taken apart the way edk2 does.
enum PathText {
  /// `.` and empty parts left out, `..` resolved as far as there is something to go back from.
  static func join(_ folder: String, _ name: String) -> String {
    let whole = name.isEmpty ? folder : folder.isEmpty ? name : "\(folder)/\(name)"
    guard needsWork(whole) else { return whole }
    var parts: [Substring] = []
    for part in whole.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (whole.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  private static func needsWork(_ path: String) -> Bool {
    var before = UInt8(ascii: "x")
    for byte in path.utf8 {
      if before == UInt8(ascii: "/"), byte == before || byte == UInt8(ascii: ".") { return true }
      before = byte
    }
    return before == UInt8(ascii: "/") || path.utf8.first == UInt8(ascii: ".")
  }

  /// Empty where there is none.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  /// The last part, and its extension with the dot; a name that only starts with a dot has none.
  static func split(_ path: String) -> (base: String, fileExtension: String) {
    let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return (String(name), "") }
    return (String(name[..<dot]), String(name[dot...]))
  }
}
