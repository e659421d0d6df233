import Bytes
import Comparison
import Diagnostics
import Host
import Inspection
import Manifests
import PlatformModel
import Sizes

extension Driver {
  /// Two platforms by what they are made of.
  func diffPlatforms(
    _ a: PlatformReference, _ b: PlatformReference, packing: PackingSelection, output: DiffOutput
  ) async throws(DiagnosticError) -> ExitStatus {
    let store = BlobStore()
    async let first = survey(a, store)
    async let second = survey(b, store)
    let (platformA, platformB): (SurveyedPlatform, SurveyedPlatform)
    do {
      (platformA, platformB) = (try await first, try await second)
    } catch let error as DiagnosticError {
      throw error
    } catch {
      throw DiagnosticError(.surveyInterrupted)
    }
    let sizes = try await sizes([platformA, platformB], packing: packing)
    let (nameA, nameB) = Self.names(a, b)
    let comparison = PlatformComparison(
      (nameA, PlatformFacts(platformA.survey)), (nameB, PlatformFacts(platformB.survey))
    ) { sizes[$0] }
    let report = PlatformComparisonReport(
      comparison, rootsA: platformA.roots.folders, rootsB: platformB.roots.folders,
      maintainers: MaintainerSearch(roots: platformB.roots.folders, files: platformB.files)?.rows(comparison)
        ?? [])
    switch output.format {
    case .text: console.print(report.text)
    case .json: console.print(report.json)
    case .markdown: console.print(report.markdown)
    }
    try await write(output) { report.pageRequest(template: $0, version: kilnVersion) }
    let problems = platformA.problems + platformB.problems + comparison.errorsA + comparison.errorsB
    console.report(problems)
    if !comparison.errorsA.isEmpty || !comparison.errorsB.isEmpty { return .error }
    return comparison.differs ? .differs : .fine
  }

  /// The side-by-side page, if one is wanted.
  func write(_ output: DiffOutput, request: (String) -> String) async throws(DiagnosticError) {
    guard let path = output.page else { return }
    let program = try PageProgram(files: files, environment: environment)
    let page = try await program.page(request(try pageTemplate("diff")))
    try files.replace(path, with: page)
    console.progress("wrote \(path)")
  }

  /// Of the disk, or of a revision.
  func survey(_ reference: PlatformReference, _ store: BlobStore) async throws(DiagnosticError)
    -> SurveyedPlatform
  {
    guard let revision = reference.revision else { return try surveyor.survey(reference.selection) }
    let workspace = try await RevisionWorkspace(
      revision, folder: reference.selection.workspace ?? environment["WORKSPACE"] ?? ".", store: store,
      disk: files, environment: environment)
    return try await workspace.survey(reference.selection)
  }

  /// Names that tell them apart.
  private static func names(_ a: PlatformReference, _ b: PlatformReference) -> (String, String) {
    if a.shortName != b.shortName { return (a.shortName, b.shortName) }
    if a.revision != b.revision {
      return (a.revision ?? "here", b.revision ?? "here")
    }
    return ("A", "B")
  }

  /// What modules take, by the names of their files: in --prebuilt, or in what the platforms' builds have left.
  private func sizes(_ platforms: [SurveyedPlatform], packing: PackingSelection) async throws(DiagnosticError)
    -> [GUID: ModuleSize]
  {
    var folders: [String] = []
    if let prebuilt = packing.prebuilt {
      folders = [prebuilt]
    } else {
      for platform in platforms {
        let model = platform.survey.model.platform
        let folder = "\(platform.roots.folders[0])/\(model.buildFolder)/FV"
        if files.kind(of: folder) == .folder, !folders.contains(folder) { folders.append(folder) }
      }
    }
    var sizes: [GUID: ModuleSize] = [:]
    for folder in folders {
      let measured = try load(folder, names: NameBook())
      for attribution in await measured.attributions() {
        for file in attribution.files where !file.holdsVolumes {
          sizes[file.guid] = ModuleSize(raw: file.raw, compressed: Int(file.flash.rounded()))
        }
      }
    }
    return sizes
  }
}

extension Diagnostic {
  static let surveyInterrupted = Diagnostic(
    .interrupted, at: .commandLine, "the platforms were not read to their ends", fix: "run it again")
}
