import Bytes
package import Diagnostics

/// The commits of a change.
extension GitRepository {
  package struct Commit: Sendable {
    /// The first ten digits.
    package let hash: String
    package let author: String
    /// The day of the commit, as `2026-11-21`.
    package let day: String
    package let title: String
  }

  /// The most commits that are listed.
  private static let mostCommits = 200

  /// The commits of a range that touch one of the paths, the newest first; empty if git cannot tell.
  ///
  /// - Parameters:
  ///   - range: such as `BASE..HEAD`.
  ///   - paths: below the workspace.
  /// - Throws: `program-failed`.
  package func commits(in range: String, touching paths: [String]) async throws(DiagnosticError) -> [Commit] {
    guard !paths.isEmpty else { return [] }
    let log = try await run(
      [
        "--literal-pathspecs", "log", "--no-color", "--no-show-signature", "--abbrev=10",
        "--max-count=\(Self.mostCommits)", "--format=%h%x00%an%x00%ct%x00%s", range, "--",
      ] + paths, limit: 1 << 20)
    guard log.isSuccess else { return [] }
    return log.text.split(separator: "\n").compactMap { row in
      let fields = row.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 4, let seconds = Int(fields[2]) else { return nil }
      return Commit(
        hash: fields[0], author: fields[1], day: CivilDate(seconds: seconds).description, title: fields[3])
    }
  }
}
