package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let gitCodes: [Diagnostic.Code] = [
    .repositoryMissing, .revisionMissing, .revisionUnknown, .revisionUnreadable,
  ]

  package static let repositoryMissing = Diagnostic.Code(
    "repository-missing", "the workspace is not in a git repository",
    explanation: """
      The command needs a revision of the workspace (`REV:PLATFORM`, `--revision`, `--since`), and
      git says that the folder is not inside a repository. An unpacked tarball of edk2 has no
      history to compare with. git also refuses repositories that belong to another user until
      safe.directory allows them.
      """,
    remedy: "Name a git checkout of edk2 with `--workspace`.")

  package static let revisionMissing = Diagnostic.Code(
    "revision-missing", "git does not know a revision",
    explanation: """
      The text is not a commit, tag or branch of the repository that contains the workspace. Shallow
      clones and CI checkouts often lack branches and older commits: `origin/main` must have been
      fetched before it can be named.
      """,
    remedy: "Name a commit, tag or branch that `git rev-parse` finds there, or fetch it first.")

  package static let revisionUnknown = Diagnostic.Code(
    "revision-unknown", "git does not tell which revision the workspace has", .warning,
    explanation: """
      kiln records the commit of the workspace with every size measurement, and git could not name
      it, for example because the repository belongs to another user (safe.directory), has no commit
      yet or is damaged. The record is written without a revision, so `--base REVISION` will not
      find it later.
      """,
    remedy: "Let git read the folder (`git config --global --add safe.directory FOLDER`), or name the "
      + "revision with `--revision`.")

  package static let revisionUnreadable = Diagnostic.Code(
    "revision-unreadable", "git cannot read the files of a revision",
    explanation: """
      git found the commit, but listing it or reading one of its files failed. In a partial or
      shallow clone objects may be missing and the server unreachable; otherwise the object database
      may be damaged. The transcript is git's own. kiln reads manifests straight from git and checks
      nothing out.
      """,
    remedy: "Fetch the missing objects, check the repository with `git fsck`, or name another revision.")
}
