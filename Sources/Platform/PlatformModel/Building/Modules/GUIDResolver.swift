import Diagnostics
import Manifests
import Vocabulary

/// Finds the GUIDs behind the C names in an INF: those of GUIDs, protocols, PPIs and token spaces of PCDs.
struct GUIDResolver {
  private let store: ManifestStore

  /// - Parameter store: has every package that a module names.
  init(_ store: ManifestStore) { self.store = store }

  /// The GUID of a C name in the packages that the module names, in their order; nil when none declares it.
  func guid(_ name: String, _ kind: PackageView.Kind, in view: ModuleView) -> NamedGUID? {
    for package in view.packages {
      if let found = package.guid(name, kind: kind, for: view.path) { return found }
    }
    return nil
  }

  /// [Guids], then the token spaces of the PCDs that are not among them.
  func guids(of view: ModuleView, uses: [PCDUse], _ diagnostics: inout DiagnosticList) -> [NamedGUID] {
    var result = resolve(view.inf.guids, .guid, section: "Guids", in: view, &diagnostics)
    var names = Set(result.map(\.name))
    for use in uses where names.insert(use.pcd.name.tokenSpace).inserted {
      if var found = guid(use.pcd.name.tokenSpace, .guid, in: view) {
        found.isTokenSpace = true
        result.append(found)
      } else {
        diagnostics.add(
          .nameUndeclared(
            use.line.name.map(\.tokenSpace), section: "Pcd", of: view.path, packages: packages(of: view)))
      }
    }
    return result
  }

  func protocols(of view: ModuleView, _ diagnostics: inout DiagnosticList) -> [NamedGUID] {
    resolve(view.inf.protocols, .proto, section: "Protocols", in: view, &diagnostics)
  }

  func ppis(of view: ModuleView, _ diagnostics: inout DiagnosticList) -> [NamedGUID] {
    resolve(view.inf.ppis, .ppi, section: "Ppis", in: view, &diagnostics)
  }

  private func resolve(
    _ lines: [INFReference], _ kind: PackageView.Kind, section: String, in view: ModuleView,
    _ diagnostics: inout DiagnosticList
  ) -> [NamedGUID] {
    var result: [NamedGUID] = []
    var names: Set<String> = []
    for line in lines where store.applies(line.arches) && names.insert(line.name.value).inserted {
      if let found = guid(line.name.value, kind, in: view) {
        result.append(found)
      } else {
        diagnostics.add(
          .nameUndeclared(line.name, section: section, of: view.path, packages: packages(of: view)))
      }
    }
    return result
  }

  private func packages(of view: ModuleView) -> [String] { view.packages.map(\.path) }
}

extension Diagnostic {
  static func nameUndeclared(
    _ name: Located<String>, section: String, of module: String, packages: [String]
  ) -> Diagnostic {
    Diagnostic(
      .guidUndeclared, at: .source(name.range), involving: [.path(TreePath(module))],
      "'\(name.value)' in [\(section)] is not declared in any package that \(module) lists",
      notes: packages.map { Note("looked in \($0)") },
      fix: "add the package that declares it to [Packages], or correct the name")
  }
}
