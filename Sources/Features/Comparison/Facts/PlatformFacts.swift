package import Bytes
package import Diagnostics
import Manifests
package import PlatformModel
package import Vocabulary

/// All facts of a platform in one table, by which platforms are compared.
///
/// Keys do not contain architectures, so that a PEI module has the same key in platforms with a 32-bit and a
/// 64-bit PEI.
package struct PlatformFacts: Sendable {
  package struct Module: Sendable {
    package var path: String
    package var name: String
    /// MODULE_TYPE.
    package var type: ModuleType
    package var architecture: Architecture
    /// FILE_GUID, which names the file in a volume.
    package var guid: GUID
  }

  package private(set) var facts: [FactKey: PlatformFact] = [:]
  /// By `FactKey.module`.
  package private(set) var modules: [String: Module] = [:]
  /// Errors that keep the platform from being built.
  package private(set) var errors: [Diagnostic] = []

  package init(_ survey: PlatformSurvey) {
    let placements = ModulePlacements(survey.model.platform)
    var taken: Set<String> = []
    var known: [ObjectIdentifier: PCDText] = [:]
    for build in survey.model.architectures {
      for module in build.modules {
        let copy = module.fileGUID == module.inf.fileGUID?.value ? "" : " as \(module.fileGUID)"
        var name = module.path + copy
        if !taken.insert(name).inserted { name += " [\(build.architecture)]" }
        modules[name] = Module(
          path: module.path, name: module.baseName, type: module.moduleType,
          architecture: build.architecture, guid: module.fileGUID)
        add(module, of: build, name: name, placements, survey, &known)
      }
    }
    addFlash(survey.model.platform)
    for (name, value) in survey.macros where !Self.descriptive.contains(name) {
      facts[FactKey(.macro, name)] = PlatformFact(value)
    }
    errors = survey.diagnostics.filter { $0.severity == .error }
  }

  package subscript(key: FactKey) -> PlatformFact? { facts[key] }

  mutating func set(_ key: FactKey, _ fact: PlatformFact) { facts[key] = fact }

  /// Fields of [Defines] that only describe the platform, and macros that depend on the machine.
  private static let descriptive: Set<String> = [
    "PLATFORM_NAME", "PLATFORM_GUID", "PLATFORM_VERSION", "DSC_SPECIFICATION", "OUTPUT_DIRECTORY",
    "SUPPORTED_ARCHITECTURES", "BUILD_TARGETS", "SKUID_IDENTIFIER", "FLASH_DEFINITION", "WORKSPACE", "ARCH",
    "TOOLCHAIN",
  ]
}

extension PlatformFacts {
  /// A PCD as many modules see it.
  private struct PCDText {
    let name: String
    let fact: PlatformFact

    init(_ pcd: ModulePCD) {
      name = pcd.name.description
      fact = PlatformFact(
        "\(pcd.content.description) [\(pcd.access.name)]", pcd.value.decisions { $0.value.description })
    }
  }

  private mutating func add(
    _ module: BuildModule, of build: ArchitectureBuild, name: String, _ placements: ModulePlacements,
    _ survey: PlatformSurvey, _ known: inout [ObjectIdentifier: PCDText]
  ) {
    let placed = placements.volumes(of: module)
    set(
      FactKey(.module, name),
      PlatformFact(
        placed.isEmpty ? ModulePlacements.nowhere : placed.map(\.volume).joined(separator: " "),
        [.init(module.path, at: .source(module.range))]
          + placed.map { PlatformFact.Decision($0.volume, at: .source($0.range)) }, areAllNeeded: true))

    for use in module.libraries {
      // A module may link several instances without a class (NULL).
      let subject =
        use.reason == .null ? "NULL \(build[use.library].path)" : use.libraryClass.name
      set(
        FactKey(.library, subject, module: name),
        PlatformFact(build[use.library].path, use.instance.decisions { $0 }))
    }
    for pcds in [module.pcds, module.libraryPCDs] {
      for pcd in pcds {
        let text = known[pcd.identity] ?? PCDText(pcd)
        known[pcd.identity] = text
        set(FactKey(.pcd, text.name, module: name), text.fact)
      }
    }
    for (key, option) in module.options.options where key.attribute == "FLAGS" {
      let own = option.parts.filter { $0.place.isWritten(in: survey.dsc) }
      // Options that replace those of tools_def are marked, as others are appended to them.
      let isAlone = own.count == option.parts.count && !option.replaced.isEmpty
      guard isAlone || !own.isEmpty else { continue }
      set(
        FactKey(.option, "\(key.tool)_\(key.attribute)", module: name),
        PlatformFact(
          (isAlone ? "== " : "") + own.map(\.text).joined(separator: " "),
          own.map { PlatformFact.Decision($0.text, at: $0.place) }, areAllNeeded: true))
    }
    if let depex = module.depex {
      set(
        FactKey(.dependency, "", module: name),
        PlatformFact(
          depex.description,
          depex.clauses.compactMap { clause in
            clause.tokens.first.map { .init(clause.owner, at: .source($0.range)) }
          }))
    }
  }
}

extension Fact {
  /// All decisions as text, the one in effect last.
  func decisions(_ text: (Value) -> String) -> [PlatformFact.Decision] {
    all.map { .init(text($0.value), at: $0.place) }
  }
}

extension Diagnostic.Place {
  /// Whether the line is in the platform's DSC or in a file that it includes.
  func isWritten(in dsc: DSCFile) -> Bool {
    guard case .source(let range) = self else { return false }
    return (range.file.includeStack.last?.file ?? range.file).path == dsc.file.path
  }
}

extension ModuleDepex {
  /// The expression as text.
  package var description: String {
    tokens.map { token in
      switch token.kind {
      case .keyword(let word): word
      case .guid(let name, _): name
      }
    }.joined(separator: " ")
  }
}

extension PCDValue {
  /// Spelt as in a manifest, numbers in hexadecimal.
  package var description: String {
    switch self {
    case .number(let number): "0x" + String(number, radix: 16, uppercase: true)
    case .string(let text): "\"\(text)\""
    case .wideString(let text): "L\"\(text)\""
    case .bytes(let bytes): "{" + bytes.map { "0x" + String($0, radix: 16) }.joined(separator: ", ") + "}"
    }
  }
}
