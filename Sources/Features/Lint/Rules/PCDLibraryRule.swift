import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// Modules that read dynamic PCDs through a PcdLib that reaches no PCD database.
///
/// A PcdLib without the PCD PPI or protocol returns 0 for every dynamic PCD, and in a DEBUG build it asserts. edk2
/// d64d1e195c made the PEI core read one, and OvmfXen and MicrovmX64 no longer started.
struct PCDLibraryRule {
  let findings: [LintFinding]

  private static let databases: Set<String> = [
    "gPcdPpiGuid", "gEfiPcdPpiGuid", "gPcdProtocolGuid", "gEfiPcdProtocolGuid",
  ]

  init(_ survey: PlatformSurvey) {
    findings = survey.model.architectures.flatMap { build in
      build.modules.flatMap { Self.check($0, build) }
    }
  }

  private static func check(_ module: BuildModule, _ build: ArchitectureBuild) -> [LintFinding] {
    // The PCD drivers are the database and read none.
    guard module.inf.pcdIsDriver == nil, !module.isLibrary,
      let use = module.libraries.first(where: { $0.reason == .libraryClass(.pcd) })
    else { return [] }
    let instance = build[use.library]
    guard !(instance.inf.ppis + instance.inf.protocols).contains(where: { databases.contains($0.name.value) })
    else { return [] }
    let own = Set(module.pcds.map(\.name))
    return (module.pcds + module.libraryPCDs).filter { $0.access == .dynamic || $0.access == .dynamicEx }
      .map { pcd in
        let nearness: Nearness =
          own.contains(pcd.name) ? .own : isDirect(pcd.name, in: module, build) ? .asked : .behind
        return LintFinding(
          "\(module.path) \(pcd.name)",
          .pcdLibraryNull(
            pcd, of: module, instance: instance.path, at: use.instance.place,
            severity: severity(nearness, module.moduleType)))
      }
  }

  /// Who lists the PCD: the module, a library that the module itself uses, or a library of a library.
  private enum Nearness { case own, asked, behind }

  /// Manifests do not say whether a function is called. A module calls the libraries that it lists; the libraries of
  /// its libraries may serve other functions, as TimerLib serves the spin locks of SynchronizationLib. SEC has no
  /// database whatever its PcdLib is, so a PCD of its libraries is read by later phases that share them.
  private static func severity(_ nearness: Nearness, _ moduleType: ModuleType) -> Diagnostic.Severity {
    switch nearness {
    case .own: .error
    case .asked: moduleType == .sec ? .note : .error
    case .behind: moduleType == .sec ? .note : .warning
    }
  }

  private static func isDirect(_ name: PCDName, in module: BuildModule, _ build: ArchitectureBuild) -> Bool {
    module.libraries.contains { use in
      use.wantedBy == module.path && build[use.library].pcds.contains { $0.name == name }
    }
  }
}

extension Diagnostic {
  static func pcdLibraryNull(
    _ pcd: ModulePCD, of module: BuildModule, instance: String, at place: Place, severity: Severity
  ) -> Diagnostic {
    let other =
      switch module.moduleType {
      case .sec: "make the PCD FixedAtBuild, or choose another instance of the library that reads it"
      case .peiCore, .peim:
        "choose an instance that uses the PCD PPI, such as MdePkg/Library/PeiPcdLib/PeiPcdLib.inf"
      default: "choose an instance that uses the PCD protocol, such as MdePkg/Library/DxePcdLib/DxePcdLib.inf"
      }
    return Diagnostic(
      .pcdLibNull, severity, at: .source(module.range),
      "\(module.path) reads the dynamic PCD \(pcd.name) but links \(instance), which reaches no PCD database: "
        + "it reads 0 or stops with an assertion",
      notes: [
        Note("\(pcd.namedBy) lists the PCD"), Note("this value never reaches it", at: pcd.value.place),
        Note("the PcdLib instance is chosen here", at: place),
      ], fix: other)
  }
}
