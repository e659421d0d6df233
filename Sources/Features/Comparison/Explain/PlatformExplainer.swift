import Bytes
import Diagnostics
import Manifests
package import PlatformModel
import Vocabulary

/// Answers questions about one platform.
package struct PlatformExplainer: Sendable {
  let survey: PlatformSurvey
  let placements: ModulePlacements

  package init(_ survey: PlatformSurvey) {
    self.survey = survey
    placements = ModulePlacements(survey.model.platform)
  }

  /// Explains everything that `what` may mean, the likeliest first: a module's INF, BASE_NAME or FILE_GUID, a
  /// library class or instance, a PCD, an option or a word of one, a macro. A prefix, as in `pcd:PcdFoo`, limits
  /// the answer to one kind.
  package func explain(_ what: String) -> [Explanation] {
    let parts = what.split(separator: ":", maxSplits: 1).map(String.init)
    if parts.count == 2, let kind = Explanation.Kind(rawValue: parts[0].lowercased()) {
      return explain(parts[1], as: kind)
    }
    return Explanation.Kind.allCases.flatMap { explain(what, as: $0) }
  }

  private func explain(_ what: String, as kind: Explanation.Kind) -> [Explanation] {
    switch kind {
    case .module: modules(what)
    case .library: libraries(what)
    case .pcd: pcds(what)
    case .option: options(what)
    case .macro: macros(what)
    case .offset: []
    }
  }

  /// Similar names, the most similar first.
  package func suggestions(for what: String) -> [String] {
    var names: Set<String> = []
    for build in survey.model.architectures {
      for module in build.modules {
        names.insert(module.baseName)
        for use in module.libraries { names.insert(use.libraryClass.name) }
        for pcd in module.pcds { names.insert(pcd.name.name) }
      }
    }
    names.formUnion(survey.macros.keys)
    let wanted = String(what.lowercased().prefix(64))
    let ranked = names.map {
      (distance: EditDistance.between(String($0.lowercased().prefix(64)), wanted), name: $0)
    }
    .filter { $0.distance <= max(2, wanted.count / 3) || $0.name.lowercased().contains(wanted) }
    return ranked.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(5).map(\.name)
  }

  /// All modules, each with the build that contains it.
  var all: [(build: ArchitectureBuild, module: BuildModule)] {
    survey.model.architectures.flatMap { build in build.modules.map { (build, $0) } }
  }

  /// The errors about the subject that keep the platform from being built.
  func errors(about subject: Diagnostic.Subject) -> [Explanation.Statement] {
    survey.diagnostics.filter { $0.severity == .error && $0.concerns(subject) }.map { diagnostic in
      let notes = diagnostic.notes.map { Explanation.Statement($0.message, at: $0.place) }
      let fix = diagnostic.fix.map { [Explanation.Statement("fix: \($0)")] } ?? []
      return Explanation.Statement("error: \(diagnostic.message)", at: diagnostic.place, notes + fix)
    }
  }

  /// The decision in effect and the overridden ones, the most recent first.
  func decisions<Value>(_ fact: Fact<Value>, _ text: (Value) -> String) -> [Explanation.Statement] {
    fact.overrode.reversed().map { Explanation.Statement("overrides \(text($0.value))", at: $0.place) }
  }
}
