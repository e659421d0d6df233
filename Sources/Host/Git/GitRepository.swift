package import Diagnostics
import SystemPackage

/// Queries to the git repository of a workspace.
package struct GitRepository {
  let git: HostProgram
  let environment: ProcessEnvironment
  /// The workspace, or a folder in it.
  package let folder: String

  /// nil if git is not installed. Whether the folder is in a repository is only checked by queries.
  package init?(_ folder: String, environment: ProcessEnvironment) {
    guard
      let git = try? HostProgram(
        "git", role: "reads the revision of the workspace", package: "git", environment: environment)
    else { return nil }
    self.init(folder, git: git, environment: environment)
  }

  init(_ folder: String, git: HostProgram, environment: ProcessEnvironment) {
    self.git = git
    self.environment = environment
    self.folder = folder
  }

  /// Whether the folder is in a repository that git can read.
  ///
  /// - Throws: `program-failed`.
  package func isRepository() async throws(DiagnosticError) -> Bool {
    try await run(["rev-parse", "--git-dir"]).isSuccess
  }

  /// The full hash of the checked-out commit, with `-dirty` appended if tracked files differ from it.
  ///
  /// - Returns: nil as the revision if the folder is not in a repository; if git fails for another reason, a
  ///   warning.
  /// - Throws: `program-failed`.
  package func head() async throws(DiagnosticError) -> (revision: String?, warning: Diagnostic?) {
    let head = try await run(["rev-parse", "--verify", "HEAD"])
    guard head.isSuccess, let commit = head.text.commit else {
      // git's exit status is the same for a folder without a repository and for a repository that it refuses to
      // read.
      if environment["GIT_DIR"] == nil, top == nil { return (nil, nil) }
      return (nil, .revisionUnknown(folder, reason: head.errors.firstLine))
    }
    let (differs, failure) = try await differsFromHead()
    if let failure { return (nil, .revisionUnknown(folder, reason: failure)) }
    return (differs ? "\(commit)-dirty" : commit, nil)
  }

  /// The nearest folder, starting with `folder` and going upwards, that has a `.git`; nil if there is none.
  var top: String? {
    let files = FileSystem()
    var path = FilePath(files.absolute(folder))
    repeat {
      if files.kind(of: path.appending(".git").string) != nil { return path.string }
    } while path.removeLastComponent()
    return nil
  }

  /// The commit that a revision names; nil if git does not know it.
  ///
  /// - Throws: `program-failed`.
  package func commit(_ revision: String) async throws(DiagnosticError) -> String? {
    let name = "\(revision)^{commit}"
    let found = try await run(["rev-parse", "--verify", "--quiet", "--end-of-options", name])
    return found.isSuccess ? found.text.commit : nil
  }

  /// The maximum number of ancestors.
  private static let reach = 200_000

  /// The commit and its ancestors, the newest first.
  ///
  /// - Throws: `program-failed`.
  package func ancestors(of commit: String) async throws(DiagnosticError) -> [String] {
    // A line has 41 bytes, or 65 with SHA-256.
    let list = try await run(["rev-list", "--max-count=\(Self.reach)", commit], limit: 65 * Self.reach)
    return list.text.split(separator: "\n").map(String.init)
  }

  /// Whether the repository is a shallow clone.
  ///
  /// - Throws: `program-failed`.
  package func isShallow() async throws(DiagnosticError) -> Bool {
    try await run(["rev-parse", "--is-shallow-repository"]).text.hasPrefix("true")
  }

  /// Options for repositories of others, whose configuration can name programs. With these git starts none of
  /// them, writes nothing, fetches nothing, and asks for no password.
  private static let safely = [
    "--no-optional-locks", "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
    "-c", "core.sshCommand=false", "-c", "core.askPass=false",
  ]

  private static let variables = [
    "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
  ]

  /// - Parameter variables: added to git's environment.
  func run(
    _ arguments: [String], variables: [String: String] = [:], input: [UInt8] = [], limit: Int = 1 << 16
  ) async throws(DiagnosticError) -> HostProgram.Result {
    try await git.run(
      Self.safely + ["-C", folder] + arguments, environment: Self.variables.merging(variables) { $1 },
      input: input,
      limit: limit)
  }
}

extension String {
  /// The text as a commit hash, if it is one on a line of its own.
  fileprivate var commit: String? {
    let name = firstLine
    return [40, 64].contains(name.utf8.count) && name.allSatisfy(\.isHexDigit) ? name : nil
  }

  fileprivate var firstLine: String { split(separator: "\n").first.map(String.init) ?? "" }
}

extension Diagnostic {
  package static func revisionUnknown(_ folder: String, reason: String) -> Diagnostic {
    Diagnostic(
      .revisionUnknown, at: .file(folder), "git cannot tell the revision of the workspace: \(reason)",
      fix: "make the repository readable for git, or name the revision with --revision")
  }
}
