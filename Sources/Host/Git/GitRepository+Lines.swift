package import Bytes
package import Diagnostics

/// A commit that brought a line or changed a folder.
package struct CommitOrigin: Equatable, Sendable {
  /// The full hash; nil for a line that is not committed yet.
  package let commit: String?
  package let author: String
  package let day: CivilDate
  /// The first line of the message.
  package let summary: String

  /// `1d76560146 by Jane Doe, 2023-07-18: NetworkPkg: add X`, or `not committed yet`.
  package var text: String {
    commit.map { "\($0.prefix(10)) by \(author), \(day): \(summary)" } ?? "not committed yet"
  }
}

/// Which commits wrote lines of files in the working tree.
extension GitRepository {
  /// The commit that wrote a line, with its date, as `1d76560146 2023-07-18`; nil if git cannot tell, and for a line
  /// that is not committed.
  ///
  /// - Parameters:
  ///   - path: relative to the workspace.
  ///   - line: from 1.
  ///   - range: such as `BASE..HEAD`; the result is nil for a line that is older.
  /// - Throws: `program-failed`.
  package func author(of line: Int, in path: String, range: String) async throws(DiagnosticError) -> String? {
    try await blame(line, in: path, range: range).flatMap { origin in
      origin.commit.map { "\($0.prefix(10)) \(origin.day)" }
    }
  }

  /// The commit that wrote a line of the working tree; nil if git cannot tell, or if the line is older than `base`.
  ///
  /// - Parameters:
  ///   - path: relative to the folder.
  ///   - base: a revision; one that git does not know counts as none.
  /// - Throws: `program-failed`.
  package func origin(
    of line: Int, in path: String, since base: String?
  ) async throws(DiagnosticError) -> CommitOrigin? {
    var range: String?
    if let base, let commit = try await commit(base) { range = "^\(commit)" }
    return try await blame(line, in: path, range: range)
  }

  /// The last commit after `base` that changed the folder; nil if there is none, or if git does not know the base.
  ///
  /// - Throws: `program-failed`.
  package func lastChange(since base: String) async throws(DiagnosticError) -> CommitOrigin? {
    guard let base = try await commit(base) else { return nil }
    let log = try await run([
      "log", "-1", "--no-show-signature", "--format=%H%x00%an%x00%ct%x00%s", "\(base)..HEAD", "--", ".",
    ])
    let fields = log.text.split(separator: "\n").first?.split(
      separator: "\0", omittingEmptySubsequences: false)
    guard log.isSuccess, let fields, fields.count == 4, let seconds = Int(fields[2]) else { return nil }
    return CommitOrigin(
      commit: String(fields[0]), author: String(fields[1]), day: CivilDate(seconds: seconds),
      summary: String(fields[3]))
  }

  private func blame(
    _ line: Int, in path: String, range: String?
  ) async throws(DiagnosticError) -> CommitOrigin? {
    let blame = try await run(
      ["blame", "--porcelain", "--no-textconv", "-L", "\(line),\(line)"] + (range.map { [$0] } ?? [])
        + ["--", path])
    guard blame.isSuccess else { return nil }
    let rows = blame.text.split(separator: "\n")
    // For a line older than the range, git names the commit at the boundary.
    if range != nil, rows.contains("boundary") { return nil }
    func field(_ name: String) -> String? {
      rows.first { $0.hasPrefix(name + " ") }.map { String($0.dropFirst(name.utf8.count + 1)) }
    }
    guard let commit = rows.first?.prefix(while: { $0 != " " }),
      let seconds = field("committer-time").flatMap({ Int($0) })
    else { return nil }
    // Lines that are not committed have the hash zero.
    return CommitOrigin(
      commit: commit.allSatisfy { $0 == "0" } ? nil : String(commit), author: field("author") ?? "",
      day: CivilDate(seconds: seconds), summary: field("summary") ?? "")
  }
}
