import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// Modules that read PCDs out of a database which their PcdLib cannot reach.
///
/// A PcdLib without the PCD PPI or protocol answers every question about a dynamic PCD with 0, and in a
/// DEBUG build it asserts: edk2 d64d1e195c had the PEI core ask for one, and OvmfXen and MicrovmX64 did not
/// start any more.
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
    // The drivers that are the database read none.
    guard module.inf.pcdIsDriver == nil, !module.isLibrary,
      let use = module.libraries.first(where: { $0.libraryClass == .pcd })
    else { return [] }
    let instance = build.libraries[use.library]
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

  /// Who names the PCD: the module, a library that the module itself asks for, or one behind those.
  private enum Nearness { case own, asked, behind }

  /// Manifests do not tell whether a function is called. What a module asks for it calls; what its libraries ask
  /// for may be there for others, as TimerLib for the spin locks of SynchronizationLib. In SEC there is no
  /// database whatever the PcdLib, so what its libraries name is read later, by those who share them.
  private static func severity(_ nearness: Nearness, _ moduleType: ModuleType) -> Diagnostic.Severity {
    switch nearness {
    case .own: .error
    case .asked: moduleType == .sec ? .note : .error
    case .behind: moduleType == .sec ? .note : .warning
    }
  }

  private static func isDirect(_ name: PCDName, in module: BuildModule, _ build: ArchitectureBuild) -> Bool {
    module.libraries.contains { use in
      use.wantedBy == module.path && build.libraries[use.library].pcds.contains { $0.name == name }
    }
  }
}

extension Diagnostic {
  static func pcdLibraryNull(
    _ pcd: ModulePCD, of module: BuildModule, instance: String, at place: Place, severity: Severity
  ) -> Diagnostic {
    let other =
      switch module.moduleType {
      case .sec: "make the PCD fixed, or name another instance of the library that reads it"
      case .peiCore, .peim:
        "name an instance that asks the PCD PPI, such as MdePkg/Library/PeiPcdLib/PeiPcdLib.inf"
      default: "name an instance that asks the PCD protocol, such as MdePkg/Library/DxePcdLib/DxePcdLib.inf"
      }
    return Diagnostic(
      .pcdLibNull, severity, at: .source(module.range),
      "\(module.path) reads \(pcd.name), which is dynamic here, and links \(instance), which reaches no PCD "
        + "database: it gets 0, or an assertion",
      notes: [
        Note("named by \(pcd.namedBy)"), Note("the value that it does not get", at: pcd.value.place),
        Note("the PcdLib", at: place),
      ], fix: other)
  }
}
