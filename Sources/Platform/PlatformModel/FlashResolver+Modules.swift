import Bytes
import Diagnostics
import Manifests
import Vocabulary

extension FlashResolver {
  /// The module that an `INF` statement places, and the rule that applies to it.
  mutating func resolveModule(_ statement: FDFModule) -> ModulePlacement? {
    guard let module = findModule(statement), let rule = findRule(for: module, statement: statement) else {
      return nil
    }
    let override = statement.fileGUID.flatMap { resolve($0) }
    let named = resolve(rule.fileName, module: override ?? module.fileGUID)
    return ModulePlacement(
      module: module, fileGUID: named ?? module.fileGUID, rule: rule, statement: statement)
  }

  /// The platform's module at the statement's path, for the one architecture that can be meant.
  mutating func findModule(_ statement: FDFModule) -> PlatformModule? {
    let path = statement.path.value
    var candidates = modules[path] ?? []
    if let architecture = statement.architecture?.value {
      candidates = candidates.filter { $0.architecture == architecture }
    }
    if let reference = statement.fileGUID, let guid = resolve(reference) {
      // edk2 wants the DSC to list the copy under that FILE_GUID; where it does not, the module itself is meant.
      let copies = candidates.filter { $0.fileGUID == guid }
      if !copies.isEmpty { candidates = copies }
    } else if let plain = candidates.first(where: { $0.fileGUID == $0.inf.fileGUID?.value }) {
      candidates = candidates.filter { $0.fileGUID == plain.fileGUID }
    }
    let architectures = Set(candidates.map(\.architecture))
    if architectures.count > 1 {
      platform.diagnostics.add(
        .moduleArchitectureAmbiguous(statement.path, architectures: architectures.sorted()))
      return nil
    }
    return candidates.first ?? findOutsideDSC(statement)
  }

  /// A module that the DSC does not list can only be a binary one.
  private mutating func findOutsideDSC(_ statement: FDFModule) -> PlatformModule? {
    let architecture = statement.architecture?.value ?? platform.configuration.architectures.first ?? .x64
    guard let module = platform.loadModule(statement.path, architecture: architecture) else { return nil }
    if module.inf.binaries.isEmpty {
      platform.diagnostics.add(.moduleNotInDSC(statement.path))
      return nil
    }
    return module
  }

  /// By edk2's order: the rule for the architecture, then the common one.
  private mutating func findRule(for module: PlatformModule, statement: FDFModule) -> FDFRule? {
    let template = statement.ruleOverride?.value ?? (module.inf.binaries.isEmpty ? nil : .binary)
    for architecture in [.only(module.architecture), Qualifier<Architecture>.common] {
      let key = RuleKey(type: module.moduleType, template: template, architecture: architecture)
      if let rule = rules[key] { return fdf.rules[rule] }
    }
    platform.diagnostics.add(.ruleMissing(module, template: template, statement: statement))
    return nil
  }
}

extension Diagnostic {
  static func moduleArchitectureAmbiguous(_ path: Located<TreePath>, architectures: [Architecture])
    -> Diagnostic
  {
    Diagnostic(
      .moduleArchitectureAmbiguous, at: .source(path.range), about: .path(path.value),
      "'\(path.value)' is built for \(architectures.map(\.name).joined(separator: " and "))",
      fix: "choose one with 'INF USE = \(architectures.first ?? .x64) \(path.value)'")
  }

  static func moduleNotInDSC(_ path: Located<TreePath>) -> Diagnostic {
    Diagnostic(
      .moduleNotInDsc, at: .source(path.range), about: .path(path.value),
      "the FDF places '\(path.value)', which the DSC does not list for this architecture and which is not a binary module",
      fix: "add it to [Components] of the DSC, under the same condition as here")
  }

  static func ruleMissing(_ module: PlatformModule, template: RuleName?, statement: FDFModule) -> Diagnostic {
    let name = ["Rule.Common.\(module.moduleType)", template?.text].compactMap { $0 }.joined(separator: ".")
    return Diagnostic(
      .fdfRuleMissing, at: .source(statement.path.range), about: .path(module.path),
      "no rule describes the file of '\(module.path)'",
      fix: "add [\(name)]")
  }
}
