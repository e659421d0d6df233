package import Diagnostics
import Host
import Inspection
import Manifests
import PlatformModel
import Sizes

extension Driver {
  /// `kiln size --history`.
  package func sizeHistory(_ path: String, subject: String?, top: Int?, json: Bool) async -> ExitStatus {
    await command { () async throws(DiagnosticError) in
      let history = try SizeHistory(path, files: files)
      console.report(history.warnings)
      var series = Self.series(history.records)
      if let subject {
        let names = series.flatMap(\.courses).map(\.name)
        for index in series.indices {
          series[index].courses.removeAll { $0.name.lowercased() != subject.lowercased() }
        }
        series.removeAll(where: \.courses.isEmpty)
        guard !series.isEmpty else {
          throw DiagnosticError(.subjectUnknown(subject, names: names, path: path))
        }
      }
      guard !series.isEmpty else { throw DiagnosticError(.baseEmpty(path)) }
      let report = HistoryReport(series, top: top ?? 10)
      console.print(json ? report.json : report.text)
      return .fine
    }
  }

  /// The records of each platform and configuration, in the order in which these come up.
  private static func series(_ records: [SizeRecord]) -> [HistoryReport.Series] {
    var order: [String] = []
    var groups: [String: [SizeRecord]] = [:]
    for record in records {
      if groups[record.title] == nil { order.append(record.title) }
      groups[record.title, default: []].append(record)
    }
    return order.compactMap { title in
      guard let group = groups[title], let first = group.first else { return nil }
      return HistoryReport.Series(
        platform: first.platform, configuration: first.configuration, courses: SizeCourse.all(group))
    }
  }

  /// Compares what was measured with its base and records it, as far as it is asked for.
  ///
  /// A base that is missing keeps nothing from being recorded: else there would never be a first record.
  func follow(
    _ measured: Measurement, of subject: String, _ resolved: ResolvedPlatform?, _ selection: HistorySelection,
    platform: PlatformSelection
  ) async throws(DiagnosticError) -> SizePast {
    var past = SizePast()
    guard selection.isWanted else { return past }
    past.attributions = await measured.attributions()
    var now = try record(measured, past.attributions, of: subject, resolved, platform: platform)
    if selection.record != nil {
      now.revision = try await revision(selection, isImage: resolved == nil, platform, &past.problems)
    }
    if let base = selection.base {
      do throws(DiagnosticError) {
        let record = try await self.base(
          base, of: now, measured, resolved, selection, platform: platform, &past.problems)
        past.base = record
        past.growth = growth(from: record, to: now, base: base)
      } catch {
        past.problems += error.diagnostics
      }
    }
    // Sizes of a damaged image would be taken for the platform's for ever.
    if let path = selection.record, !measured.problems.contains(where: { $0.severity == .error }) {
      do throws(DiagnosticError) {
        try files.append(line: SizeRecordLine.encode(now), to: path)
        console.progress("recorded in \(path)")
      } catch {
        past.problems += error.diagnostics
      }
    }
    return past
  }

  /// What was measured, as a record that has no revision yet.
  func record(
    _ measured: Measurement, _ attributions: [SizeAttribution], of subject: String,
    _ resolved: ResolvedPlatform?, platform: PlatformSelection
  ) throws(DiagnosticError) -> SizeRecord {
    SizeRecord(
      measured.maps, attributions: attributions,
      check: BudgetCheck(measured.maps, budgets: resolved?.budgets ?? []),
      platform: resolved?.name ?? deviceName(subject),
      configuration: try resolved?.configuration(platform) ?? "", time: try environment.recordTime())
  }

  /// - Parameter base: as the user named it.
  func growth(from record: SizeRecord, to now: SizeRecord, base: String) -> SizeGrowth {
    SizeGrowth(from: record, to: now, baseName: files.isImage(base) ? base : nil)
  }

  private func revision(
    _ selection: HistorySelection, isImage: Bool, _ platform: PlatformSelection,
    _ problems: inout [Diagnostic]
  ) async throws(DiagnosticError) -> String? {
    if let revision = selection.revision { return revision }
    // Nobody says that an image by itself was built from what lies in the working folder.
    guard let folder = platform.workspace ?? environment["WORKSPACE"] ?? (isImage ? nil : "."),
      let repository = GitRepository(folder, environment: environment)
    else { return nil }
    let head = try await repository.head()
    problems += [head.warning].compactMap(\.self)
    return head.revision
  }

  /// What `--base` names: a file or folder that is there, else a revision.
  func base(
    _ base: String, of now: SizeRecord, _ measured: Measurement, _ resolved: ResolvedPlatform?,
    _ selection: HistorySelection, platform: PlatformSelection, _ problems: inout [Diagnostic]
  ) async throws(DiagnosticError) -> SizeRecord {
    switch files.kind(of: base) {
    case nil: return try await revisionBase(base, of: now, selection, platform: platform, &problems)
    case .file where !files.isImage(base):
      let history = try SizeHistory(base, files: files)
      problems += history.warnings
      return try history.base(of: now)
    case .file, .folder, .other: return try await imageBase(base, of: now, measured, resolved, &problems)
    }
  }

  private func imageBase(
    _ path: String, of now: SizeRecord, _ measured: Measurement, _ resolved: ResolvedPlatform?,
    _ problems: inout [Diagnostic]
  ) async throws(DiagnosticError) -> SizeRecord {
    var base = try load(imageFolder(path), names: measured.names)
    problems += base.problems
    // An image by itself is called after its file, which is no reason to tell two apart.
    if base.images.count == 1, measured.images.count == 1 {
      base.images[0].map.name = measured.images[0].map.name
    }
    let record = SizeRecord(
      base.maps, attributions: await base.attributions(),
      check: BudgetCheck(base.maps, budgets: resolved?.budgets ?? []), platform: now.platform,
      configuration: now.configuration, time: now.time)
    // An image does not say which platform it is of; one of another has other volumes.
    let volumes = Set(now.subjects.filter { $0.kind == .volume }.map(\.name))
    guard record.subjects.contains(where: { volumes.contains($0.name) }) else {
      let held = record.subjects.filter { $0.kind == .volume }.map(\.name)
      throw DiagnosticError(.baseOtherPlatform(path, now: now, held: held))
    }
    return record
  }

  private func revisionBase(
    _ revision: String, of now: SizeRecord, _ selection: HistorySelection, platform: PlatformSelection,
    _ problems: inout [Diagnostic]
  ) async throws(DiagnosticError) -> SizeRecord {
    guard let path = selection.history ?? selection.record else {
      throw DiagnosticError(.baseWithoutHistory(revision))
    }
    // Before the first record there is no file.
    guard files.kind(of: path) != nil else { throw DiagnosticError(.baseEmpty(path)) }
    let history = try SizeHistory(path, files: files)
    problems += history.warnings
    let folder = platform.workspace ?? environment["WORKSPACE"] ?? "."
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
  /// Whether what is there holds images and no records: every image has zeroes, and no text.
  fileprivate func isImage(_ path: String) -> Bool {
    guard case .bytes(let bytes) = read(path) else { return kind(of: path) != nil }
    return bytes.contains(0)
  }
}

extension Diagnostic {
  static func subjectUnknown(_ name: String, names: [String], path: String) -> Diagnostic {
    var seen: Set<String> = []
    let known = names.filter { seen.insert($0).inserted }
    return Diagnostic(
      .subjectUnknown, at: .file(path), "there is no flash device or volume '\(name)' in this history",
      fix: "name one of \(known.joined(separator: ", "))")
  }

  static func baseWithoutHistory(_ base: String) -> Diagnostic {
    Diagnostic(
      .baseWithoutHistory, at: .commandLine,
      "there is no file '\(base)', and without a history no revision has sizes",
      fix: "give the path of a base, or the history of its revision with --history")
  }

  static func baseUnknown(_ base: String, folder: String) -> Diagnostic {
    Diagnostic(
      .baseUnknown, at: .commandLine,
      "'\(base)' is no file here and no revision that git knows in \(folder)",
      fix: "give a size history, an image, or a revision of the workspace")
  }
}
