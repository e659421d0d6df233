package import Diagnostics

/// What git knows of a workspace.
package struct GitRepository {
  private let git: HostProgram
  /// The workspace, or a folder of it.
  package let folder: String

  /// Nil where there is no git; whether the folder is in a repository is told when something is asked.
  package init?(_ folder: String, environment: ProcessEnvironment) {
    guard
      let git = try? HostProgram(
        "git", role: "says which revision a tree is", package: "git", environment: environment)
    else { return nil }
    self.git = git
    self.folder = folder
  }

  /// The commit that is checked out, in full, with `-dirty` behind it where a tracked file differs from it.
  ///
  /// - Returns: nil where the folder is in no repository; the warning says why git does not tell otherwise.
  package func head() async throws(DiagnosticError) -> (revision: String?, warning: Diagnostic?) {
    let head = try await run(["rev-parse", "--verify", "HEAD"])
    guard head.isSuccess, let commit = head.text.commit else {
      if head.errors.contains("not a git repository") { return (nil, nil) }
      return (nil, .revisionUnknown(folder, reason: head.errors.firstLine))
    }
    let status = try await run(["status", "--porcelain", "--untracked-files=no"], limit: 1 << 24)
    guard status.isSuccess else { return (nil, .revisionUnknown(folder, reason: status.errors.firstLine)) }
    return (status.output.isEmpty ? commit : "\(commit)-dirty", nil)
  }

  /// The commit that a text means; nil where git knows none.
  package func commit(_ revision: String) async throws(DiagnosticError) -> String? {
    let name = "\(revision)^{commit}"
    let found = try await run(["rev-parse", "--verify", "--quiet", "--end-of-options", name])
    return found.isSuccess ? found.text.commit : nil
  }

  /// How many ancestors are looked at.
  private static let reach = 200_000

  /// The commit and its ancestors, the newest first.
  package func ancestors(of commit: String) async throws(DiagnosticError) -> [String] {
    // A line has 41 bytes, or 65 with SHA-256.
    let list = try await run(["rev-list", "--max-count=\(Self.reach)", commit], limit: 65 * Self.reach)
    return list.text.split(separator: "\n").map(String.init)
  }

  /// Whether ancestors were cut off when the repository was cloned.
  package func isShallow() async throws(DiagnosticError) -> Bool {
    try await run(["rev-parse", "--is-shallow-repository"]).text.hasPrefix("true")
  }

  package func run(_ arguments: [String], input: [UInt8] = [], limit: Int = 1 << 16)
    async throws(DiagnosticError)
    -> HostProgram.Result
  {
    // Nothing is written, so that a repository may be read-only or somebody else's.
    try await git.run(["--no-optional-locks", "-C", folder] + arguments, input: input, limit: limit)
  }
}

extension String {
  /// A commit's name alone on its line.
  fileprivate var commit: String? {
    let name = firstLine
    return [40, 64].contains(name.utf8.count) && name.allSatisfy(\.isHexDigit) ? name : nil
  }

  fileprivate var firstLine: String { split(separator: "\n").first.map(String.init) ?? "" }
}

extension Diagnostic {
  package static func revisionUnknown(_ folder: String, reason: String) -> Diagnostic {
    Diagnostic(
      .revisionUnknown, at: .file(folder), "git does not say which revision this is: \(reason)",
      fix: "let git read the folder, or name the revision with --revision")
  }
}
