import Bytes
import Manifests
package import PlatformModel

/// edk2's `FV/Guid.xref`: the names of the GUIDs of a platform's files, protocols, PPIs and other definitions,
/// one per line (GenFds, `GenerateGuidXRefFile`).
package struct GUIDCrossReference: Sendable {
  package private(set) var text = ""

  package init(_ model: BuildModel) {
    var named: [String: GUID] = [:]
    var names: [String] = []
    var seen: Set<String> = []
    for architecture in model.architectures {
      for module in architecture.modules {
        guard seen.insert("\(module.path) \(module.architecture) \(module.fileGUID)").inserted else {
          continue
        }
        text += "\(module.fileGUID) \(module.baseName)\n"
        for guid in module.protocols + module.guids + module.ppis
        where named.updateValue(guid.value, forKey: guid.name) == nil {
          names.append(guid.name)
        }
      }
    }
    for file in (model.platform.flash?.volumes ?? []).flatMap(\.files) {
      guard case .statement(let placement) = file, let name = placement.userInterface else { continue }
      text += "\(placement.name) \(name)\n"
    }
    text += "\n"
    for name in names { if let value = named[name] { text += "\(value) \(name)\n" } }
  }
}

extension FileStatementPlacement {
  /// The text of the file's UI section.
  fileprivate var userInterface: String? {
    guard case .sections(let sections) = statement.body else { return nil }
    for section in sections {
      if case .leaf(let leaf) = section.content, leaf.type.value == .userInterface,
        case .text(let text) = leaf.source
      {
        return text.value
      }
    }
    return nil
  }
}
