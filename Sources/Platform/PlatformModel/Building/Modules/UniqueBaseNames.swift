import Diagnostics
import Vocabulary

/// Tells modules of one BASE_NAME apart by their FILE_GUID (`UniqueBaseName` of edk2's ModuleAutoGen.py).
struct UniqueBaseNames {
  /// By BASE_NAME: places in the list of modules.
  private var places: [String: [Int]] = [:]

  init(_ modules: [BuildModule]) {
    for (place, module) in modules.enumerated() { places[module.baseName, default: []].append(place) }
  }

  /// Puts the FILE_GUID behind each name that several modules have. Two that share both cannot be told apart.
  ///
  /// - Parameter modules: those that the names were taken from.
  func apply(to modules: inout [BuildModule], _ diagnostics: inout DiagnosticList) {
    for place in modules.indices {
      let name = modules[place].baseName
      guard let group = places[name], group.count > 1 else { continue }
      modules[place].uniqueBaseName = "\(name)_\(modules[place].fileGUIDText)"
      if let first = group.first, first < place, modules[first].fileGUID == modules[place].fileGUID {
        diagnostics.add(.modulesShareName(modules[first], modules[place]))
      }
    }
  }
}
