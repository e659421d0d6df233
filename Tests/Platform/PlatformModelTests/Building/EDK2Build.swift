import Foundation
import PlatformModel
import TestSupport
import Vocabulary

/// What edk2's own `build` decides about a workspace (`Tests/Oracles/edk2_platform.py`).
struct EDK2Build: Decodable {
  struct Module: Decodable {
    let name, guid: String
    /// In the order of constructors.
    let libraries: [String]
    /// Kind, datum type, value, size, phase, and the token number of a dynamic one.
    let pcds: [String: PCD]
    /// By module type, as joined.
    let depex: [String: String]
    /// CC and DLINK, as `CC_FLAGS`.
    let options: [String: String]
  }

  struct PCD: Decodable {
    let kind, datumType, value, size, phase: String
    let token: Int?

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      kind = try list.decode(String.self)
      datumType = try list.decode(String.self)
      value = try list.decode(String.self)
      size = try list.decode(String.self)
      phase = try list.decode(String.self)
      token = try list.decode(Int?.self)
    }
  }

  /// By architecture, then by the INF's path.
  let modules: [String: [String: Module]]
  /// What it said where it refused the platform.
  let refusal: String?

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    refusal = try? value.decode(String.self)
    modules = refusal == nil ? try value.decode([String: [String: Module]].self) : [:]
  }

  /// What it makes of each workspace, in their order.
  static func of(_ workspaces: [Workspace]) throws -> [EDK2Build] {
    let scratch = try Scratch()
    var folders: [String] = []
    for (number, workspace) in workspaces.enumerated() {
      for (path, text) in workspace.texts { try scratch.write("\(number)/\(path)", text) }
      try scratch.write("\(number)/arguments", workspace.arguments.joined(separator: "\n"))
      folders.append("\(scratch.path)/\(number)")
    }
    let lines = try Program.oracle("edk2_platform.py", [Provided.edk2()] + folders).output
    return try lines.split(separator: "\n").map {
      try JSONDecoder().decode(EDK2Build.self, from: Data($0.utf8))
    }
  }
}

extension BuildModel {
  /// The module at the path, for X64 unless another architecture is named.
  func module(_ name: String, _ architecture: Architecture = "X64") -> BuildModule? {
    self.architecture(architecture)?.modules.first { $0.path == "Pkg/\(name).inf" }
  }

  /// The names of a module's libraries in the order of constructors.
  func libraries(of name: String, _ architecture: Architecture = "X64") -> [String]? {
    guard let build = self.architecture(architecture), let module = module(name, architecture) else {
      return nil
    }
    return build.libraries(of: module).map(\.baseName)
  }
}
