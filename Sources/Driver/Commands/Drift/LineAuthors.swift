import Comparison
import Diagnostics
import Host
import Vocabulary

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
      guard case .source(let source) = place,
        let path = roots.first.flatMap({ TreePath.relative(source.file.path, to: $0) })
      else { continue }
      authors[place] = try await repository.author(of: source.line, in: path, range: range)
    }
  }

  subscript(place: Diagnostic.Place) -> String? { authors[place] }
}
