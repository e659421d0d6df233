/// A pattern as shells have them: `*` is any run of characters, slashes too, `?` any one.
package struct GlobPattern: Hashable, Sendable {
  package let text: String
  private let pattern: [Unicode.Scalar]

  package init(_ text: String) {
    self.text = text
    pattern = Array(text.unicodeScalars)
  }

  package func matches(_ string: String) -> Bool {
    let string = Array(string.unicodeScalars)
    var (inString, inPattern) = (0, 0)
    // Where the last star stands, and how much it has taken so far.
    var star: (pattern: Int, string: Int)?
    while inString < string.count {
      if inPattern < pattern.count, pattern[inPattern] == "*" {
        star = (inPattern, inString)
        inPattern += 1
      } else if inPattern < pattern.count, pattern[inPattern] == "?" || pattern[inPattern] == string[inString]
      {
        inPattern += 1
        inString += 1
      } else if let last = star {
        star = (last.pattern, last.string + 1)
        inPattern = last.pattern + 1
        inString = last.string + 1
      } else {
        return false
      }
    }
    return pattern[inPattern...].allSatisfy { $0 == "*" }
  }
}
