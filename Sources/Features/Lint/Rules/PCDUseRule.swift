import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// PCDs that the platform sets and no module reads.
struct PCDUseRule {
  private(set) var findings: [LintFinding] = []

  private let survey: PlatformSurvey
  /// Full names of the PCDs that DSC and FDF use in conditions and expressions.
  private let used: Set<String>

  /// PCDs that edk2's `build` itself reads: how images are fixed to addresses, and where the VPD region lies
  /// (BaseTools, `Common/DataType.py`).
  private static let readByBuild: Set<String> = [
    "PcdLoadFixAddressPeiCodePageNumber", "PcdLoadFixAddressBootTimeCodePageNumber",
    "PcdLoadFixAddressRuntimeCodePageNumber", "PcdLoadFixAddressSmmCodePageNumber", "PcdVpdBaseAddress",
    "PcdVpdBaseAddress64", "PcdNvStoreDefaultValueBuffer",
  ]

  init(_ survey: PlatformSurvey, _ scan: ManifestScan) {
    self.survey = survey
    used = scan.pcdsUsed()
    checkPlatform()
    for build in survey.model.architectures { checkComponents(build) }
  }

  private static func names(_ module: BuildModule) -> [PCDName] {
    (module.pcds + module.libraryPCDs).map(\.name)
  }

  private mutating func checkPlatform() {
    var read: Set<PCDName> = []
    for build in survey.model.architectures {
      for module in build.modules { read.formUnion(Self.names(module)) }
    }
    var told: Set<PCDName> = []
    for (name, range, isFlash) in settings
    where !read.contains(name) && !isUsed(name) && told.insert(name).inserted {
      findings.append(
        LintFinding(
          name.description, .pcdUnused(name, at: range, isFlash: isFlash, readers: unlinkedReaders(of: name)))
      )
    }
  }

  private func isUsed(_ name: PCDName) -> Bool {
    used.contains(name.description) || Self.readByBuild.contains(name.name)
      || used.contains { $0.hasPrefix("\(name).") }
  }

  /// PCDs that are set for all modules, in the order of DSC and FDF.
  private var settings: [(name: PCDName, range: SourceRange, isFlash: Bool)] {
    var result = survey.dsc.pcds.filter { line in
      line.scopes.contains { scope in
        survey.model.architectures.contains { scope.arch.includes($0.architecture) }
      }
    }.map { (name: $0.name.value, range: $0.name.range, isFlash: false) }
    func add(_ pcd: Located<FDFPCDReference>?) {
      guard let pcd else { return }
      result.append(
        (
          name: PCDName(tokenSpace: pcd.value.tokenSpace, name: pcd.value.name), range: pcd.range,
          isFlash: true
        ))
    }
    guard let fdf = survey.fdf else { return result }
    fdf.sets.forEach { add($0.pcd) }
    for device in fdf.flashDevices {
      add(device.baseAddress.pcd)
      add(device.size.pcd)
      device.blocks.forEach { add($0.size.pcd) }
      device.sets.forEach { add($0.pcd) }
      for region in device.regions {
        add(region.basePCD)
        add(region.sizePCD)
      }
    }
    fdf.volumes.flatMap(\.sets).forEach { add($0.pcd) }
    return result
  }

  /// Library instances that read the PCD, that the DSC names and no module links.
  private func unlinkedReaders(of name: PCDName) -> [String] {
    survey.libraries.filter { $0.value.pcds.contains { $0.name.value == name } }.keys.map(\.text).sorted()
  }

  private mutating func checkComponents(_ build: ArchitectureBuild) {
    for component in survey.dsc.components where !component.pcds.isEmpty {
      let applies = component.arches.include(build.architecture)
      guard applies, let module = build.modules.first(where: { $0.range == component.path.range }) else {
        continue
      }
      let read = Set(Self.names(module))
      for line in component.pcds where !read.contains(line.name.value) {
        guard line.scopes.map(\.arch).include(build.architecture) else { continue }
        findings.append(
          LintFinding(
            "\(module.path) \(line.name.value)",
            .pcdUnusedByComponent(line.name.value, at: line.name.range, component: module.path)))
      }
    }
  }
}

extension Diagnostic {
  static func pcdUnused(
    _ name: PCDName, at range: SourceRange, isFlash: Bool, readers: [String]
  ) -> Diagnostic {
    // The PCD of a region also serves as its name.
    Diagnostic(
      .pcdUnused, isFlash ? .note : .warning, at: .source(range),
      "\(name) is set but no module of this configuration reads it",
      notes: readers.map { Note("\($0) reads it, but no module links that library") },
      fix: isFlash
        ? "remove the PCD, or keep it as the name of the region"
        : "remove the line, or put it under the same condition as the module that reads it")
  }

  static func pcdUnusedByComponent(
    _ name: PCDName, at range: SourceRange, component: String
  ) -> Diagnostic {
    Diagnostic(
      .pcdUnused, .warning, at: .source(range),
      "\(name) is set for \(component), but neither it nor one of its libraries reads it",
      fix: "remove the line, or set the PCD for the module that reads it")
  }
}
