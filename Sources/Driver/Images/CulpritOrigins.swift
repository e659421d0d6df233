import Bytes
import Diagnostics
import Host
import Sizes
import Vocabulary

/// Which commits brought the modules that exceed budgets, as far as git knows.
struct CulpritOrigins {
  let environment: ProcessEnvironment
  /// The revision of the base; nil if it is not recorded.
  let since: String?

  init(environment: ProcessEnvironment, since revision: String?) {
    self.environment = environment
    since = revision.map { $0.hasSuffix("-dirty") ? String($0.dropLast(6)) : $0 }
  }

  /// The notes by the GUIDs of the modules.
  func notes(
    _ culprits: [(culprit: BudgetCulprit, place: FilePlaces.Place)]
  ) async -> [GUID: Diagnostic.Note] {
    var notes: [GUID: Diagnostic.Note] = [:]
    for (culprit, place) in culprits where notes[culprit.guid] == nil {
      notes[culprit.guid] = await note(culprit, place)
    }
    return notes
  }

  /// The commit that wrote the line which places an added module, or the last one that changed the folder of a module
  /// that grew. Without git, or outside of a repository, there is no note.
  private func note(_ culprit: BudgetCulprit, _ place: FilePlaces.Place) async -> Diagnostic.Note? {
    if culprit.isAdded {
      let path = place.range.file.path
      guard let repository = repository(of: path) else { return nil }
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let origin = try? await repository.origin(of: place.range.line, in: name, since: since)
      return origin.map { Diagnostic.Note("brought by \($0.text)", at: .source(place.range)) }
    }
    guard let since, let module = place.module, let repository = repository(of: module) else { return nil }
    let origin = try? await repository.lastChange(since: since)
    return origin.map { Diagnostic.Note("last changed by \($0.text)", at: .file(module)) }
  }

  private func repository(of path: String) -> GitRepository? {
    let folder = TreePath.folder(of: path)
    return GitRepository(folder.isEmpty ? "." : folder, environment: environment)
  }
}
