import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

extension PlatformExplainer {
  func pcds(_ what: String) -> [Explanation] {
    let names = survey.model.platform.pcds.declarations.keys
      .filter { $0.description == what || $0.name == what }
    return names.sorted { $0.description < $1.description }.map(explain(pcd:))
  }

  private func explain(pcd name: PCDName) -> Explanation {
    let table = survey.model.platform.pcds
    var statements: [Statement] = []
    for package in survey.packages {
      for line in package.pcds where line.name.value == name {
        let kinds = line.scopes.map(\.access.name).joined(separator: ", ")
        statements.append(
          Statement(
            "declared \(line.datumType.value), default \(line.defaultValue.value), token \(line.token.value), for \(kinds)",
            at: .source(line.name.range)))
      }
    }
    if let setting = table.settings[name] {
      for origin in setting.value.overrode {
        statements.append(Statement("set by the platform: \(origin.value)", at: origin.place))
      }
      statements.append(Statement("set by the platform: \(setting.value.value)", at: setting.value.place))
    }
    for component in survey.dsc.components {
      for line in component.pcds where line.name.value == name {
        statements.append(
          Statement(
            "\(line.value?.value ?? "its access type") for \(component.path.value) only",
            at: .source(line.name.range)))
      }
    }
    statements += values(of: name)
    if let dynamic = survey.model.dynamicPCDs.first(where: { $0.pcd.name == name }) {
      statements.append(
        Statement("in the \(dynamic.phase.rawValue) database as token \(dynamic.tokenNumber)"))
    }
    return Explanation(.pcd, "PCD \(name)", statements + errors(about: .pcd(name)))
  }

  /// The values in modules, each once.
  private func values(of name: PCDName) -> [Statement] {
    struct Seen: Hashable {
      let value: String
      let place: Diagnostic.Place
    }
    var modules: [Seen: [String]] = [:]
    var facts: [Seen: Fact<EvaluatedPCD>] = [:]
    var order: [Seen] = []
    for (_, module) in all {
      for pcd in module.pcds + module.libraryPCDs where pcd.name == name {
        let seen = Seen(value: "\(pcd.content.description), \(pcd.access.name)", place: pcd.value.place)
        if modules[seen] == nil { order.append(seen) }
        modules[seen, default: []].append(
          module.path + (pcd.namedBy == module.path ? "" : ", through \(pcd.namedBy)"))
        facts[seen] = pcd.value
      }
    }
    guard !order.isEmpty else { return [Statement("no module of the platform reads it")] }
    return order.map { seen in
      let readers = modules[seen] ?? []
      let lost = facts[seen].map { decisions($0) { $0.value.description } } ?? []
      return Statement(
        "\(seen.value) in \(readers.count == 1 ? "1 module" : "\(readers.count) modules")", at: seen.place,
        lost + readers.map { Statement($0) })
    }
  }
}
