import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// Modules that the DSC builds and the FDF places nowhere.
///
/// The reverse is an error already when the platform is resolved (`module-not-in-dsc`).
struct ModulePlacementRule {
  let findings: [LintFinding]

  /// Types of modules that never belong in flash.
  private static let standalone: Set<ModuleType> = [.hostApplication]

  init(_ survey: PlatformSurvey, _ image: PlacedImage, _ scan: ManifestScan) {
    guard survey.model.platform.flash != nil else {
      findings = []
      return
    }
    var findings: [LintFinding] = []
    for module in survey.model.architectures.flatMap(\.modules) {
      guard !module.isLibrary, !Self.standalone.contains(module.moduleType), !image.contains(module),
        !image.paths.contains(module.path), !Self.isNamed(module, in: scan)
      else { continue }
      findings.append(
        LintFinding(module.path, .moduleNotInFlash(module, elsewhere: scan.placement(of: module.path))))
    }
    self.findings = findings
  }

  /// Whether a FILE statement names the output of the module.
  private static func isNamed(_ module: BuildModule, in scan: ManifestScan) -> Bool {
    scan.fdf.contains { !$0.text.hasPrefix("INF") && $0.text.contains("/\(module.baseName).") }
  }
}

extension Diagnostic {
  /// - Parameter elsewhere: the conditions under which the FDF places it; nil if it never does.
  static func moduleNotInFlash(_ module: BuildModule, elsewhere: [String]?) -> Diagnostic {
    let what = "\(module.path) is built but placed in no firmware volume"
    if let elsewhere {
      let condition = elsewhere.isEmpty ? "" : " under \(elsewhere.joined(separator: " and "))"
      return Diagnostic(
        .moduleNotInFlash, .note, at: .source(module.range), "\(what) in this configuration",
        notes: [.init("the FDF places it\(condition)")],
        fix: "put the component under the same condition, so that it is not built for nothing")
    }
    let isApplication = module.moduleType == .uefiApplication
    return Diagnostic(
      .moduleNotInFlash, isApplication ? .note : .warning, at: .source(module.range), what,
      notes: isApplication ? [.init("an application can also be started from a disk")] : [],
      fix: isApplication
        ? "add an INF line to the FDF if it belongs in flash"
        : "add an INF line to the FDF, or remove it from [Components]")
  }
}
