extension Maintainers {
  /// The pattern of an F: or X: line.
  ///
  /// `*` matches any text, including slashes, and `?` one character. A `*` at the end matches text without a
  /// slash. A pattern that ends with a slash matches everything below it. Any other pattern matches all paths
  /// with that prefix.
  package struct Pattern: Sendable {
    package let text: Located<String>
    private let pieces: [Piece]
    private let endsInFolder: Bool

    private enum Piece: Equatable, Sendable { case scalar(Unicode.Scalar), one, any }

    package init(_ text: Located<String>) {
      self.text = text
      var pieces = text.value.unicodeScalars.map { scalar -> Piece in
        switch scalar {
        case "*": .any
        case "?": .one
        default: .scalar(scalar)
        }
      }
      endsInFolder = pieces.last == .any
      if endsInFolder { pieces.removeLast() }
      self.pieces = pieces
    }

    package func matches(_ path: String) -> Bool {
      let scalars = Array(path.unicodeScalars)
      // The possible ends in the path of the pieces matched so far.
      var ends: Set<Int> = [0]
      for piece in pieces {
        var next: Set<Int> = []
        switch piece {
        case .any: if let first = ends.min() { next = Set(first...scalars.count) }
        case .one: for end in ends where end < scalars.count { next.insert(end + 1) }
        case .scalar(let scalar):
          for end in ends where end < scalars.count && scalars[end] == scalar { next.insert(end + 1) }
        }
        guard !next.isEmpty else { return false }
        ends = next
      }
      guard endsInFolder, let last = scalars.lastIndex(of: "/") else { return true }
      return ends.contains { $0 > last }
    }
  }
}
