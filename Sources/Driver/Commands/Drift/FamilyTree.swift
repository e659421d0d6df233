import Diagnostics
import Host
import Manifests
import PlatformModel
import Vocabulary

/// One side of a change: the tree on disk, or that of a commit.
struct FamilyTree: Sendable {
  private enum Source: Sendable {
    case disk(PlatformSurveyor, folder: String)
    case commit(RevisionWorkspace)
  }

  private let source: Source
  private let manifests: any ManifestFiles

  init(_ context: Context, folder: String) {
    source = .disk(PlatformSurveyor(context: context), folder: folder)
    manifests = context.manifests
  }

  init(_ workspace: RevisionWorkspace) {
    source = .commit(workspace)
    manifests = workspace.files
  }

  /// The folder in which paths below the workspace lie.
  var root: String {
    switch source {
    case .disk(_, let folder): folder
    case .commit(let workspace): workspace.files.root
    }
  }

  /// The hash of the commit; empty for the disk.
  var commit: String {
    if case .commit(let workspace) = source { workspace.commit } else { "" }
  }

  var files: any ManifestFiles { manifests }

  /// The path of a file below the workspace as readings have it.
  func path(of path: String) -> String { TreePath.normalized("\(root)/\(path)") }

  /// The path below the workspace of a file in a reading; nil for a file outside.
  func inside(_ path: String) -> String? {
    let root = TreePath.normalized(root)
    if root.isEmpty || root == "." { return path.hasPrefix("/") ? nil : path }
    return TreePath.relative(path, to: root)
  }

  /// The lines that a platform reads; nil where the tree does not have it.
  func read(_ selection: PlatformSelection) async throws(DiagnosticError) -> ReadPlatform? {
    switch source {
    case .disk(let surveyor, _):
      do throws(DiagnosticError) {
        return try surveyor.read(selection)
      } catch {
        if error.isAboutUnknownPlatform { return nil }
        throw error
      }
    case .commit(let workspace):
      guard workspace.has(selection) else { return nil }
      return try await workspace.read(selection)
    }
  }

  /// A platform, resolved as far as possible; nil where the tree does not have it.
  func survey(_ selection: PlatformSelection) async throws(DiagnosticError) -> SurveyedPlatform? {
    switch source {
    case .disk(let surveyor, _):
      do throws(DiagnosticError) {
        return try surveyor.survey(selection)
      } catch {
        if error.isAboutUnknownPlatform { return nil }
        throw error
      }
    case .commit(let workspace):
      guard workspace.has(selection) else { return nil }
      return try await workspace.survey(selection)
    }
  }

  /// The file at a path below the workspace; nil if there is none.
  func file(_ path: String) async throws(DiagnosticError) -> SourceFile? {
    let name = "\(root)/\(path)"
    if case .commit(let workspace) = source {
      guard workspace.files.has(path) else { return nil }
      return try await workspace.file(path)
    }
    guard case .bytes(let bytes) = manifests.read(name) else { return nil }
    return SourceFile(path: name, bytes: bytes)
  }

  /// Those of the paths below the workspace whose contents differ from those in a commit.
  ///
  /// - Parameter known: paths that may differ: on disk only these are compared.
  func changes(since base: RevisionWorkspace, known: Set<String>) async throws(DiagnosticError) -> Set<String>
  {
    if case .commit(let workspace) = source { return workspace.files.differences(from: base.files) }
    var changed: Set<String> = []
    for path in known {
      let (before, after) = (try await base.file(path), try await file(path))
      if before?.bytes != after?.bytes { changed.insert(path) }
    }
    return changed
  }
}

extension DiagnosticError {
  /// A tree does not have the platforms of all releases.
  fileprivate var isAboutUnknownPlatform: Bool { diagnostics.contains { $0.code == .platformUnknown } }
}
