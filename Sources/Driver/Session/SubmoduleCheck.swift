import Diagnostics
import Host
import PlatformModel
import Vocabulary

/// Whether the git submodules with sources of the build are checked out.
///
/// A clone without `--recursive`, and a release's archive of GitHub, have empty folders in their place.
struct SubmoduleCheck {
  let model: BuildModel
  /// Absolute.
  let roots: [String]
  let context: Context

  /// - Throws: `submodule-empty` for each empty submodule that has sources of the build.
  func check() async throws(DiagnosticError) {
    var diagnostics = DiagnosticList()
    for root in roots {
      // Without git, the missing sources are reported one by one.
      guard let repository = GitRepository(root, environment: context.environment) else { continue }
      for submodule in try await repository.submodules() where isEmpty("\(root)/\(submodule.path)") {
        let users = users(of: submodule.path)
        guard let first = users.first else { continue }
        let commit = try await repository.commit(ofSubmodule: submodule.path)
        diagnostics.add(
          .submoduleEmpty(submodule, root: root, commit: commit, usedBy: first, count: users.count))
      }
    }
    try diagnostics.throwIfErrors()
  }

  private func isEmpty(_ folder: String) -> Bool {
    let names = (try? context.files.list(folder)) ?? []
    return names.allSatisfy { $0 == ".git" }
  }

  /// The modules and libraries with a source below `path` that no root has.
  private func users(of path: String) -> [BuildModule] {
    model.architectures.flatMap { $0.modules + $0.libraries }.filter { module in
      module.sources.contains { source in
        source.path.hasPrefix(path + "/")
          && roots.allSatisfy { context.files.kind(of: "\($0)/\(source.path)") == nil }
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func submoduleEmpty(
    _ submodule: GitSubmodule, root: String, commit: String?, usedBy module: BuildModule, count: Int
  ) -> Diagnostic {
    let users = count > 1 ? "\(module.path) and \(count - 1) more need it" : "\(module.path) needs it"
    let wanted =
      commit.map { "the tree wants commit \($0)" }
      ?? "the tree has no git repository that tells the commit"
    let source = submodule.url.map { " of \($0)" } ?? ""
    return Diagnostic(
      .submoduleEmpty, at: .file("\(root)/\(submodule.path)"),
      "expected the sources of a git submodule, found an empty folder; \(users)",
      notes: [Note("\(wanted)\(source)")],
      fix: commit == nil
        ? "put that repository's files there, at the commit that edk2's repository has for this release"
        : "run: git -C \(root) submodule update --init \(submodule.path)")
  }
}
