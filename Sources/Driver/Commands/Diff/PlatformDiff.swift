import Bytes
import Comparison
import Diagnostics
import Host
import Inspection
import Manifests
import PlatformModel
import Sizes

/// Compares two platforms.
struct PlatformDiff {
  let a: PlatformReference
  let b: PlatformReference
  /// The source of module sizes; existing builds of the platforms if none is named.
  let packing: PackingSelection
  let context: Context

  /// The differences in all formats, with the diagnostics of both platforms.
  func report() async throws(DiagnosticError) -> (
    report: PlatformComparisonReport, comparison: PlatformComparison, problems: [Diagnostic]
  ) {
    let (one, other) = try await surveys()
    // What one of them asks for is well given for both.
    var use = one.survey.defineUse
    use.add(other.survey.defineUse)
    context.warn(use.warnings)
    let sizes = try await sizes([one, other])
    let names = Self.names(a, b)
    let comparison = PlatformComparison(
      (names.0, PlatformFacts(one.survey)), (names.1, PlatformFacts(other.survey))
    ) { sizes[$0] }
    let search = MaintainerSearch(roots: other.roots.folders, files: other.files)
    context.warn(search?.warnings ?? [])
    let report = PlatformComparisonReport(
      comparison, rootsA: one.roots.folders, rootsB: other.roots.folders,
      maintainers: search?.rows(comparison) ?? [])
    return (report, comparison, one.problems + other.problems + comparison.errorsA + comparison.errorsB)
  }

  private func surveys() async throws(DiagnosticError) -> (SurveyedPlatform, SurveyedPlatform) {
    let store = BlobStore()
    async let first = survey(a, store)
    async let second = survey(b, store)
    do {
      return (try await first, try await second)
    } catch let error as DiagnosticError {
      throw error
    } catch {
      throw DiagnosticError(.surveyInterrupted)
    }
  }

  /// Resolves a platform from the disk or from a revision.
  private func survey(_ reference: PlatformReference, _ store: BlobStore) async throws(DiagnosticError)
    -> SurveyedPlatform
  {
    guard let revision = reference.revision else {
      return try PlatformSurveyor(context: context).survey(reference.selection)
    }
    let workspace = try await RevisionWorkspace(
      revision, folder: reference.selection.workspace ?? context.environment["WORKSPACE"] ?? ".",
      store: store, disk: context.files, environment: context.environment)
    return try await workspace.survey(reference.selection)
  }

  /// Names that distinguish the platforms.
  private static func names(_ a: PlatformReference, _ b: PlatformReference) -> (String, String) {
    if a.shortName != b.shortName { return (a.shortName, b.shortName) }
    if a.revision != b.revision {
      return (a.revision ?? "here", b.revision ?? "here")
    }
    return ("A", "B")
  }

  /// The sizes of modules, by the names of their files.
  private func sizes(_ platforms: [SurveyedPlatform]) async throws(DiagnosticError) -> [GUID: ModuleSize] {
    var folders: [String] = []
    if let prebuilt = packing.prebuilt {
      folders = [prebuilt]
    } else {
      for platform in platforms {
        let model = platform.survey.model.platform
        let folder = "\(platform.roots.folders[0])/\(model.buildFolder)/FV"
        if context.files.kind(of: folder) == .folder, !folders.contains(folder) { folders.append(folder) }
      }
    }
    var sizes: [GUID: ModuleSize] = [:]
    for folder in folders {
      let measured = try Measurement(of: folder, names: NameBook(), files: context.files)
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
    .interrupted, at: .commandLine, "reading the platforms was interrupted", fix: "run the command again")
}
