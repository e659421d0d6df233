extension Maintainers {
  /// Which paths a line F: or X: is about.
  ///
  /// `*` stands for anything, slashes too, and `?` for a character. A `*` at the end stands for what has no slash;
  /// what ends with a slash is about all below it. Anything else is about every path that begins so.
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
      // Where in the path the pieces until here can end.
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
