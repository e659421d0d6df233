extension String {
  /// The text with its backslashes resolved as in C: `\n \t \r \0 \\ \" \'` and `\xHH`. A backslash before any other
  /// character stays.
  package var resolvingCEscapes: String {
    guard utf8.contains(UInt8(ascii: "\\")) else { return self }
    let simple: [Unicode.Scalar: Unicode.Scalar] = [
      "n": "\n", "t": "\t", "r": "\r", "0": "\0", "\\": "\\", "\"": "\"", "'": "'",
    ]
    var result = String.UnicodeScalarView()
    var rest = unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\", let next = rest.first else {
        result.append(scalar)
        continue
      }
      if let meaning = simple[next] {
        result.append(meaning)
        rest.removeFirst()
      } else if next == "x", let value = UInt8(String(rest.dropFirst().prefix(2)), radix: 16) {
        result.append(Unicode.Scalar(value))
        rest.removeFirst(min(3, rest.count))
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
