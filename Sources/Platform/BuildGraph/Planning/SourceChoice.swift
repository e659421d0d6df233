import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// Selects the sources of a module that are built.
struct SourceChoice {
  private let module: BuildModule
  private let environment: BuildEnvironment

  init(_ module: BuildModule, environment: BuildEnvironment) {
    self.module = module
    self.environment = environment
  }

  /// The sources in the order of the INF. Of several assembly sources with the same name, the one whose
  /// extension comes first in BUILDRULEORDER.
  func sources(_ diagnostics: inout DiagnosticList) -> [PlannedSource] {
    let sources = module.sources.map { source in
      PlannedSource(
        environment.locate(source.path), folder: TreePath.folder(of: source.name.value), subject: source.path)
    }
    let best = preferred(of: sources)
    return zip(sources, module.sources).compactMap { source, line in
      if let (key, _) = rank(of: source), let chosen = best[key], chosen.path != source.path { return nil }
      guard environment.exists(source.path) else {
        diagnostics.add(.sourceMissing(line, searched: environment.roots, in: module))
        return nil
      }
      return source
    }
  }

  /// For each path without extension, the source whose extension comes first in BUILDRULEORDER.
  private func preferred(of sources: [PlannedSource]) -> [String: (place: Int, path: String)] {
    var best: [String: (place: Int, path: String)] = [:]
    for source in sources {
      guard let (key, place) = rank(of: source) else { continue }
      if let known = best[key], known.place <= place { continue }
      best[key] = (place, source.path)
    }
    return best
  }

  /// The path without extension, and the index of the extension in BUILDRULEORDER; nil if it is not listed
  /// there.
  private func rank(of source: PlannedSource) -> (key: String, place: Int)? {
    guard SourceKind(fileExtension: source.fileExtension).isOrdered,
      let place = module.options.buildRuleOrder.firstIndex(where: { ".\($0)" == source.fileExtension })
    else { return nil }
    return (String(source.path.dropLast(source.fileExtension.count)), place)
  }
}
