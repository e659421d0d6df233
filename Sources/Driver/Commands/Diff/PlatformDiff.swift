import Bytes
import Comparison
import Diagnostics
import Host
import Inspection
import Manifests
import PlatformModel
import Sizes

/// Resolves platforms from the disk and from revisions; what several of them read is read once.
struct PlatformReaders: Sendable {
  private let surveyor: PlatformSurveyor
  private let store = BlobStore()
  /// By the words of the command line. Others are opened when they are needed.
  private var revisions: [String: RevisionWorkspace] = [:]

  init(context: Context) { surveyor = PlatformSurveyor(context: context) }

  /// Opens a revision for all platforms of a workspace.
  ///
  /// - Throws: `repository-missing`, `revision-missing`, `revision-unreadable`.
  mutating func open(_ revision: String, of selection: PlatformSelection, _ context: Context)
    async throws(DiagnosticError)
  {
    revisions[revision] = try await workspace(revision, selection, context)
  }

  func survey(_ reference: PlatformReference, _ context: Context) async throws(DiagnosticError)
    -> SurveyedPlatform
  {
    guard let revision = reference.revision else { return try surveyor.survey(reference.selection) }
    let folder = Self.folder(reference.selection, context)
    if let known = revisions[revision], known.folder == folder {
      return try await known.survey(reference.selection)
    }
    return try await workspace(revision, reference.selection, context).survey(reference.selection)
  }

  private func workspace(
    _ revision: String, _ selection: PlatformSelection, _ context: Context
  ) async throws(DiagnosticError) -> RevisionWorkspace {
    try await RevisionWorkspace(
      revision, folder: Self.folder(selection, context), store: store, disk: context.files,
      environment: context.environment)
  }

  private static func folder(_ selection: PlatformSelection, _ context: Context) -> String {
    selection.workspace ?? context.environment["WORKSPACE"] ?? "."
  }
}

/// Compares two platforms.
struct PlatformDiff {
  let a: PlatformReference
  let b: PlatformReference
  /// The source of module sizes; existing builds of the platforms if none is named.
  let packing: PackingSelection
  let readers: PlatformReaders
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
    let sizes = try await sizes([(a, one), (b, other)])
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
    async let first = readers.survey(a, context)
    async let second = readers.survey(b, context)
    do {
      return (try await first, try await second)
    } catch let error as DiagnosticError {
      throw error
    } catch {
      throw DiagnosticError(.surveyInterrupted)
    }
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
  private func sizes(_ platforms: [(reference: PlatformReference, found: SurveyedPlatform)])
    async throws(DiagnosticError) -> [GUID: ModuleSize]
  {
    var folders: [String] = []
    if let prebuilt = packing.prebuilt {
      folders = [prebuilt]
    } else {
      for (reference, platform) in platforms {
        let model = platform.survey.model.platform
        let folder = (reference.output ?? "\(platform.roots.folders[0])/\(model.buildFolder)") + "/FV"
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
