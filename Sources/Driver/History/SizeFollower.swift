import Diagnostics
import Host
import Inspection
import Manifests
import PlatformModel
import Sizes

/// Compares measured sizes with a base and records them.
struct SizeFollower {
  private let measured: Measurement
  private let selection: SubjectSelection
  private let platform: ResolvedPlatform?
  private let context: Context

  private var files: FileSystem { context.files }
  private var environment: ProcessEnvironment { context.environment }

  /// - Parameter platform: the platform of the measured images; nil for an image without one.
  init(
    _ measured: Measurement, _ selection: SubjectSelection, _ platform: ResolvedPlatform?, context: Context
  ) {
    self.measured = measured
    self.selection = selection
    self.platform = platform
    self.context = context
  }

  /// Compares the measured sizes with the base and records them, as far as requested.
  ///
  /// A missing base does not prevent recording, because otherwise there could be no first record.
  func follow(_ history: HistorySelection) async throws(DiagnosticError) -> SizePast {
    var past = SizePast()
    guard history.isWanted else { return past }
    past.attributions = await measured.attributions()
    var now = try record(past.attributions)
    if history.record != nil { now.revision = try await revision(history, &past.problems) }
    if let base = history.base {
      do throws(DiagnosticError) {
        let found = try await self.base(base, of: now, history, &past.problems)
        past.base = found.record
        let limit = try ageLimit(history)
        past.doubts = found.doubts + (limit?.doubts(of: found, base, now: now) ?? [])
        past.growth = growth(from: found.record, to: now, base: base)
      } catch {
        past.problems += error.diagnostics
      }
    }
    // Sizes of a damaged image are not recorded, as they would be taken for the platform's.
    if let path = history.record, !measured.problems.contains(where: { $0.severity == .error }) {
      do throws(DiagnosticError) {
        try files.append(line: SizeRecordLine.encode(now), to: path)
        context.console.progress("recorded in \(path)")
      } catch {
        past.problems += error.diagnostics
      }
    }
    return past
  }

  /// The command line comes before the budgets.
  private func ageLimit(_ history: HistorySelection) throws(DiagnosticError) -> BaseAgeLimit? {
    if let text = history.maximumAge { return try BaseAgeLimit(commandLine: text) }
    return BaseAgeLimit(platform?.budgets ?? [])
  }

  /// The measured sizes as a record without a revision.
  func record(_ attributions: [SizeAttribution]) throws(DiagnosticError) -> SizeRecord {
    SizeRecord(
      measured.maps, attributions: attributions,
      check: BudgetCheck(measured.maps, budgets: platform?.budgets ?? []),
      platform: platform?.name ?? Measurement.deviceName(path),
      configuration: try platform?.configuration(selection.platform) ?? "",
      time: try environment.recordTime())
  }

  /// The path after which an image without a platform is named.
  private var path: String { Subject(selection.text, files: files).images ?? selection.text }

  /// - Parameter base: the base as the user named it.
  func growth(from record: SizeRecord, to now: SizeRecord, base: String) -> SizeGrowth {
    SizeGrowth(from: record, to: now, baseName: files.isImage(base) ? base : nil)
  }

  private func revision(
    _ history: HistorySelection, _ problems: inout [Diagnostic]
  ) async throws(DiagnosticError) -> String? {
    if let revision = history.revision { return revision }
    // An image without a platform need not have been built from the working folder.
    guard
      let folder = selection.platform.workspace ?? environment["WORKSPACE"] ?? (platform == nil ? nil : "."),
      let repository = GitRepository(folder, environment: environment)
    else { return nil }
    let head = try await repository.head()
    problems += [head.warning].compactMap(\.self)
    return head.revision
  }

  /// A base, and why it says less than it seems to.
  struct Base {
    let record: SizeRecord
    var doubts: [Diagnostic] = []
    /// Seconds since 1970-01-01 UTC; nil for images, which do not contain it.
    let time: Int?
  }

  /// The base: an existing file or folder, otherwise a revision.
  func base(
    _ base: String, of now: SizeRecord, _ history: HistorySelection, _ problems: inout [Diagnostic]
  ) async throws(DiagnosticError) -> Base {
    switch files.kind(of: base) {
    case nil:
      let record = try await revisionBase(base, of: now, history, &problems)
      return Base(record: record, time: record.time)
    case .file where !files.isImage(base):
      let history = try SizeHistory(base, files: files)
      problems += history.warnings
      let record = try history.base(of: now)
      let doubts: [Diagnostic] =
        record.configuration == now.configuration
        ? [] : [.baseOtherVariant(base, is: record.configuration, measured: now.configuration)]
      return Base(record: record, doubts: doubts, time: record.time)
    case .file, .folder, .other: return try await imageBase(base, of: now, &problems)
    }
  }

  private func imageBase(
    _ path: String, of now: SizeRecord, _ problems: inout [Diagnostic]
  ) async throws(DiagnosticError) -> Base {
    let images = ImageLoader(files: files).imageFolder(path)
    var base = try Measurement(of: images, names: measured.names, files: files)
    problems += base.problems
    let doubts = try BaseImages(base, at: images, named: path, context: context)
      .doubts(of: measured, selection, platform, now: now)
    // An image without a platform is named after its file, so names are not compared.
    if base.images.count == 1, measured.images.count == 1 {
      base.images[0].map.name = measured.images[0].map.name
    }
    let record = SizeRecord(
      base.maps, attributions: await base.attributions(),
      check: BudgetCheck(base.maps, budgets: platform?.budgets ?? []), platform: now.platform,
      configuration: now.configuration, time: now.time)
    // An image does not name its platform, but another platform has other volumes.
    let volumes = Set(now.subjects.filter { $0.kind == .volume }.map(\.name))
    guard record.subjects.contains(where: { volumes.contains($0.name) }) else {
      let held = record.subjects.filter { $0.kind == .volume }.map(\.name)
      throw DiagnosticError(.baseOtherPlatform(path, now: now, held: held))
    }
    return Base(record: record, doubts: doubts, time: nil)
  }

  private func revisionBase(
    _ revision: String, of now: SizeRecord, _ selection: HistorySelection, _ problems: inout [Diagnostic]
  ) async throws(DiagnosticError) -> SizeRecord {
    guard let path = selection.history ?? selection.record else {
      throw DiagnosticError(.baseWithoutHistory(revision))
    }
    // Before the first record the file does not exist.
    guard files.kind(of: path) != nil else { throw DiagnosticError(.baseEmpty(path)) }
    let history = try SizeHistory(path, files: files)
    problems += history.warnings
    let folder = self.selection.platform.workspace ?? environment["WORKSPACE"] ?? "."
    let repository = GitRepository(folder, environment: environment)
    let commit = try await repository?.commit(revision)
    var line: [String] = []
    if let repository, let commit { line = try await repository.ancestors(of: commit) }
    if let base = history.base(of: now, revision: revision, line: line) { return base }
    guard commit != nil else { throw DiagnosticError(.baseUnknown(revision, folder: folder)) }
    let isShallow = try await repository?.isShallow() ?? false
    throw DiagnosticError(
      .baseNotRecorded(
        path, revision: revision, now: now, recorded: history.revisions(for: now), isShallow: isShallow))
  }
}

extension FileSystem {
  /// Whether the path is an image or folder of images, not a history: images contain zeros, text does not.
  fileprivate func isImage(_ path: String) -> Bool {
    guard case .bytes(let bytes) = read(path) else { return kind(of: path) != nil }
    return bytes.contains(0)
  }
}

extension Diagnostic {
  static func baseOtherVariant(_ base: String, is other: String, measured: String) -> Diagnostic {
    Diagnostic(
      .baseOtherVariant, at: .file(base),
      "growth is not checked against this variant: the base is of '\(other)', and '\(measured)' is measured",
      fix: "name a base of the same variant, or say --no-strict to see what the difference costs")
  }

  static func baseWithoutHistory(_ base: String) -> Diagnostic {
    Diagnostic(
      .baseWithoutHistory, at: .commandLine,
      "'\(base)' is not a file, and the sizes of a revision require a history",
      fix: "give the path of an image or history as the base, or name the history with --history")
  }

  static func baseUnknown(_ base: String, folder: String) -> Diagnostic {
    Diagnostic(
      .baseUnknown, at: .commandLine,
      "expected a file or a revision of \(folder) for --base, found '\(base)'",
      fix: "give a size history, an image, or a revision of the workspace that has been fetched")
  }
}
