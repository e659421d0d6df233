package import Diagnostics
import SystemPackage

/// What git knows of a workspace.
package struct GitRepository {
  let git: HostProgram
  let environment: ProcessEnvironment
  /// The workspace, or a folder of it.
  package let folder: String

  /// Nil where there is no git; whether the folder is in a repository is told when something is asked.
  package init?(_ folder: String, environment: ProcessEnvironment) {
    guard
      let git = try? HostProgram(
        "git", role: "says which revision a tree is", package: "git", environment: environment)
    else { return nil }
    self.init(folder, git: git, environment: environment)
  }

  init(_ folder: String, git: HostProgram, environment: ProcessEnvironment) {
    self.git = git
    self.environment = environment
    self.folder = folder
  }

  /// Whether the folder is in a repository that git reads.
  package func isRepository() async throws(DiagnosticError) -> Bool {
    try await run(["rev-parse", "--git-dir"]).isSuccess
  }

  /// The commit that is checked out, in full, with `-dirty` behind it where a tracked file differs from it.
  ///
  /// - Returns: nil where the folder is in no repository; the warning says why git does not tell otherwise.
  package func head() async throws(DiagnosticError) -> (revision: String?, warning: Diagnostic?) {
    let head = try await run(["rev-parse", "--verify", "HEAD"])
    guard head.isSuccess, let commit = head.text.commit else {
      // git's exit status is the same for a folder in no repository and for a repository that it will not read.
      if environment["GIT_DIR"] == nil, top == nil { return (nil, nil) }
      return (nil, .revisionUnknown(folder, reason: head.errors.firstLine))
    }
    let (differs, failure) = try await differsFromHead()
    if let failure { return (nil, .revisionUnknown(folder, reason: failure)) }
    return (differs ? "\(commit)-dirty" : commit, nil)
  }

  /// The folder, or the nearest one above it, that has a `.git`; nil where none has.
  var top: String? {
    let files = FileSystem()
    var path = FilePath(files.absolute(folder))
    repeat {
      if files.kind(of: path.appending(".git").string) != nil { return path.string }
    } while path.removeLastComponent()
    return nil
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

  /// A repository may be somebody else's, and its configuration can name programs: none of them is started, nothing is
  /// written, nothing is fetched, and nobody is asked for a password.
  private static let safely = [
    "--no-optional-locks", "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
    "-c", "core.sshCommand=false", "-c", "core.askPass=false",
  ]

  private static let variables = [
    "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
  ]

  /// - Parameter variables: of git's environment.
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
