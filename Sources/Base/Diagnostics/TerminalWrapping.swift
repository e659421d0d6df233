extension String {
  /// The text with lines of at most `width` characters: longer ones are continued on lines with the same indentation and
  /// four blanks more. They break at a blank if there is one in the second half, otherwise after a `/`, otherwise anywhere.
  package func wrapped(to width: Int) -> String {
    guard width >= 20 else { return self }
    return split(separator: "\n", omittingEmptySubsequences: false).map { line in
      Self.pieces(line, width: width).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private static func pieces(_ line: Substring, width: Int) -> [String] {
    guard line.count > width else { return [String(line)] }
    let depth = Swift.min(line.prefix { $0 == " " }.count + 4, width / 2)
    var pieces: [String] = []
    var rest = String(line)
    while rest.count > width {
      let whole = rest.prefix(width)
      let half = whole.index(whole.startIndex, offsetBy: width / 2)
      // The blank itself may stand behind the last column.
      let blank = rest.prefix(width + 1).lastIndex(of: " ").flatMap { $0 > half ? $0 : nil }
      let slash = whole.lastIndex(of: "/").flatMap { $0 > half ? whole.index(after: $0) : nil }
      let end = blank ?? slash ?? whole.endIndex
      var piece = String(rest[..<end])
      while piece.last == " " { piece.removeLast() }
      pieces.append(piece)
      rest = String(repeating: " ", count: depth) + rest[end...].drop { $0 == " " }
    }
    return pieces + [rest]
  }
}
