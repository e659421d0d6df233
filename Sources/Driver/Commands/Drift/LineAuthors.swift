import Comparison
import Diagnostics
import Host

/// The commits that wrote the lines in the report of a drift gate.
struct LineAuthors {
  private var authors: [Diagnostic.Place: String] = [:]

  /// The maximum number of lines, because git needs time for each.
  private static let most = 40

  /// - Parameter range: the range of commits.
  init(_ gate: DriftGate, repository: GitRepository, range: String, roots: [String])
    async throws(DiagnosticError)
  {
    let places = gate.changes.flatMap { $0.changed.compactMap(\.places.last) }
    for place in places.prefix(Self.most) where authors[place] == nil {
      guard case .source(let source) = place, let root = roots.first,
        source.file.path.hasPrefix(root + "/")
      else { continue }
      let path = String(source.file.path.dropFirst(root.utf8.count + 1))
      authors[place] = try await repository.author(of: source.line, in: path, range: range)
    }
  }

  subscript(place: Diagnostic.Place) -> String? { authors[place] }
}
