import Diagnostics
import Manifests
import Vocabulary

/// Selects the lines of [Sources] and [Binaries] that one tool chain and target build (EDK II INF Specification, 3.9
/// and 3.15).
struct SourceResolver {
  let architecture: Architecture
  let target: BuildTarget
  let toolchain: Toolchain
  let expressions: ExpressionEnvironment

  /// In the order of the INF. `values` are the module's PCDs, which feature flags may name.
  func sources(
    of view: ModuleView, values: [PCDUse], _ diagnostics: inout DiagnosticList
  ) -> [BuildSource] {
    let folder = TreePath.folder(of: view.path)
    var result: [BuildSource] = []
    for line in view.inf.sources where line.arches.include(architecture) {
      if let family = line.family?.value, family != "*", family != toolchain.family,
        family != toolchain.buildRuleFamily
      {
        continue
      }
      if let tag = line.tagName?.value, tag != "*", tag != toolchain.tag { continue }
      if let flag = line.featureFlag, !isOn(flag, values, &diagnostics) { continue }
      result.append(
        BuildSource(
          name: line.path, path: TreePath.resolving(line.path.value, in: folder),
          toolCode: line.toolCode?.value))
    }
    return result
  }

  /// In the order of the INF.
  func binaries(of view: ModuleView) -> [BuildBinary] {
    let folder = TreePath.folder(of: view.path)
    return view.inf.binaries.compactMap { line in
      guard line.arches.include(architecture) else { return nil }
      if let target = line.target?.value, target != "*", target.uppercased() != SectionHeader.common,
        target != self.target.name
      {
        return nil
      }
      return BuildBinary(
        type: line.type.value, name: line.path, path: TreePath.resolving(line.path.value, in: folder))
    }
  }

  /// Whether a feature flag expression over the module's PCDs is true.
  private func isOn(
    _ flag: Located<String>, _ uses: [PCDUse], _ diagnostics: inout DiagnosticList
  ) -> Bool {
    var environment = expressions
    let outside = environment.pcd
    var values: [PCDName: String] = [:]
    for use in uses {
      if case .number(let number) = use.pcd.content { values[use.pcd.name] = String(number) }
    }
    let own = values
    environment.pcd = { name in PCDName(name).flatMap { own[$0] } ?? outside(name) }
    return environment.evaluate(flag, diagnostics: &diagnostics)?.isTrue ?? false
  }
}
