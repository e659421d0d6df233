/// Paths as text, joined with `/`; nothing here looks at a disk.
enum PathText {
  static func joined(_ folder: String, _ path: String) -> String {
    folder.isEmpty ? path : folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
  }

  /// Everything before the last `/`; empty for a bare name.
  static func folder(of path: String) -> String {
    path.utf8.lastIndex(of: ASCII.slash).map { String(path[..<$0]) } ?? ""
  }

  /// Without `.`, `//` and, where there is something to take back, `..`. Backslashes count as `/`,
  /// as edk2 takes them.
  static func normalized(_ path: String) -> String {
    let slashed = path.utf8.map { $0 == ASCII.backslash ? ASCII.slash : $0 }
    var parts: [ArraySlice<UInt8>] = []
    for part in slashed.split(separator: ASCII.slash) where !part.elementsEqual([ASCII.dot]) {
      let isUp = part.elementsEqual([ASCII.dot, ASCII.dot])
      if isUp, let last = parts.last, !last.elementsEqual([ASCII.dot, ASCII.dot]) {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    let text = parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
    return slashed.first == ASCII.slash ? "/" + text : text
  }
}
