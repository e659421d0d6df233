import Bytes
import Diagnostics
import Manifests
import Vocabulary

/// What linking and naming modules can say.
extension Diagnostic {
  private static func paths(_ paths: [String]) -> [Subject] { paths.map { .path(TreePath($0)) } }

  static func libraryClassUnresolved(
    _ wanted: ModuleView.WantedClass, chain: [String], _ candidates: LibraryCandidates
  ) -> Diagnostic {
    var notes = chain.dropFirst().map { Note("linked by \($0)") }
    for path in candidates.known { notes.append(Note("\(path) provides it")) }
    for line in candidates.elsewhere {
      let condition = line.conditions.isEmpty ? "" : " under \(line.conditions.joined(separator: " and "))"
      notes.append(Note("\(line.platform) has \(line.instance)\(condition)", at: .source(line.range)))
    }
    return Diagnostic(
      .libraryClassUnresolved, at: .source(wanted.range), about: .libraryClass(wanted.name),
      involving: paths(chain),
      "no instance of library class '\(wanted.name)', which \(chain.first ?? "") wants", notes: notes,
      fix: "add '\(wanted.name)|\(candidates.instance ?? "Path/Of/Instance.inf")' to [LibraryClasses]")
  }

  static func libraryUnusable(
    _ library: ModuleView, _ instance: Fact<String>, for module: ModuleView, chain: [String]
  ) -> Diagnostic {
    let types = library.providedClass?.moduleTypes ?? []
    return Diagnostic(
      .libraryModuleType, at: instance.place, about: .path(TreePath(library.path)),
      involving: paths([module.path] + chain),
      "\(library.path) cannot be linked into \(module.path), which is a \(module.moduleType)",
      notes: [
        Note(
          library.inf.isLibrary
            ? "its LIBRARY_CLASS allows \(types.map(\.name).joined(separator: " "))"
            : "it has no LIBRARY_CLASS",
          at: library.providedClass.map { .source($0.name.range) } ?? .file(library.path))
      ] + chain.map { Note("wanted by \($0)") },
      fix:
        "use another instance for \(module.moduleType), as in [LibraryClasses.common.\(module.moduleType)]")
  }

  static func constructorCircle(
    _ circle: LibraryOrder.Circle, in module: ModuleView, _ store: ManifestStore
  ) -> Diagnostic {
    let library = store[circle.library]
    return Diagnostic(
      .constructorCircle,
      at: library.inf.constructors.first.map { .source($0.range) } ?? .file(library.path),
      about: .path(TreePath(module.path)),
      involving: paths([library.path] + circle.users.map { store[$0].path }),
      "libraries of \(module.path) with constructors depend on each other: no order is possible for \(library.path)",
      notes: circle.users.map { Note("used by \(store[$0].path)", at: .file(store[$0].path)) },
      fix: "remove the class from one of them, or use an instance without a constructor")
  }

  static func modulesShareName(_ first: BuildModule, _ second: BuildModule) -> Diagnostic {
    Diagnostic(
      .moduleNameCollision, at: .source(second.range), about: .path(TreePath(second.path)),
      involving: paths([first.path]),
      "\(second.path) and \(first.path) have the same BASE_NAME \(first.baseName) and FILE_GUID "
        + first.fileGUID.description,
      notes: [Note("the other one", at: .source(first.range))],
      fix: "give one of them another FILE_GUID; 'uuidgen' makes one")
  }

  static func modulesShareGUID(_ first: ModulePlacement, _ second: ModulePlacement, in volume: VolumeName)
    -> Diagnostic
  {
    Diagnostic(
      .moduleGuidCollision, at: .source(second.statement.path.range),
      about: .path(second.module.path), involving: [.path(first.module.path)],
      "\(second.module.path) and \(first.module.path) have the same FILE_GUID \(first.fileGUID), and "
        + "\(volume) contains both",
      notes: [Note("the other one", at: .source(first.statement.path.range))],
      fix: "give one of them another FILE_GUID; 'uuidgen' makes one")
  }
}
