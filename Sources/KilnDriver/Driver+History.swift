import Analysis
import Diagnostics
import Manifests
import PlatformModel
import Reports

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
  func follow(_ measured: Measured, _ selection: HistorySelection, platform: PlatformSelection)
    async throws(DiagnosticError) -> (growth: SizeGrowth?, problems: [Diagnostic])
  {
    guard selection.isWanted else { return (nil, []) }
    var problems: [Diagnostic] = []
    let (now, found) = try await record(measured, selection, platform: platform)
    problems += found
    var growth: SizeGrowth?
    if let base = selection.base {
      do throws(DiagnosticError) {
        let (record, found) = try await self.base(base, of: now, measured, selection, platform: platform)
        problems += found
        growth = SizeGrowth(from: record, to: now, baseName: files.isImage(base) ? base : nil)
      } catch {
        problems += error.diagnostics
      }
    }
    // Sizes of a damaged image would be taken for the platform's for ever.
    if let path = selection.record, !measured.warnings.contains(where: { $0.severity == .error }) {
      do throws(DiagnosticError) {
        try files.append(line: SizeRecordLine.encode(now), to: path)
        console.progress("recorded in \(path)")
      } catch {
        problems += error.diagnostics
      }
    }
    return (growth, problems)
  }

  private func record(_ measured: Measured, _ selection: HistorySelection, platform: PlatformSelection)
    async throws(DiagnosticError) -> (record: SizeRecord, problems: [Diagnostic])
  {
    var revision = selection.revision
    var problems: [Diagnostic] = []
    // Nobody says that an image by itself was built from what lies in the working folder.
    let named = platform.workspace ?? environment["WORKSPACE"]
    if revision == nil, let folder = named ?? (measured.platform == nil ? nil : "."),
      let repository = GitRepository(folder, environment: environment)
    {
      let head = try await repository.head()
      revision = head.revision
      problems += [head.warning].compactMap(\.self)
    }
    let record = SizeRecord(
      measured.images.attributed(names: measured.names), check: measured.check, platform: measured.subject,
      configuration: try measured.configuration(platform), revision: revision,
      time: try environment.recordTime())
    return (record, problems)
  }

  /// What `--base` names: a file or folder that is there, else a revision.
  private func base(
    _ base: String, of now: SizeRecord, _ measured: Measured, _ selection: HistorySelection,
    platform: PlatformSelection
  ) async throws(DiagnosticError) -> (record: SizeRecord, problems: [Diagnostic]) {
    switch files.kind(of: base) {
    case nil: return try await revisionBase(base, of: now, selection, platform: platform)
    case .file where !files.isImage(base):
      let history = try SizeHistory(base, files: files)
      console.report(history.warnings)
      return (try history.base(of: now), [])
    case .file, .folder, .other: return try imageBase(base, of: now, measured)
    }
  }

  private func imageBase(_ path: String, of now: SizeRecord, _ measured: Measured) throws(DiagnosticError)
    -> (record: SizeRecord, problems: [Diagnostic])
  {
    let folder = files.kind(of: "\(path)/FV") == .folder ? "\(path)/FV" : path
    var (images, problems) = try open(folder, names: measured.names)
    // An image by itself is called after its file, which is no reason to tell two apart.
    if images.count == 1, measured.images.count == 1 { images[0].map.name = measured.images[0].map.name }
    let check = BudgetCheck(images.map(\.map), budgets: measured.platform?.budgets ?? [])
    let record = SizeRecord(
      images.attributed(names: measured.names), check: check, platform: now.platform,
      configuration: now.configuration, time: now.time)
    // An image does not say which platform it is of; one of another has other volumes.
    let volumes = Set(now.subjects.filter { $0.kind == .volume }.map(\.name))
    guard record.subjects.contains(where: { volumes.contains($0.name) }) else {
      throw DiagnosticError(.baseOtherPlatform(path, now: now, held: record.subjects.map(\.name)))
    }
    return (record, problems)
  }

  private func revisionBase(
    _ revision: String, of now: SizeRecord, _ selection: HistorySelection, platform: PlatformSelection
  ) async throws(DiagnosticError) -> (record: SizeRecord, problems: [Diagnostic]) {
    guard let path = selection.history ?? selection.record else {
      throw DiagnosticError(.baseWithoutHistory(revision))
    }
    // Before the first record there is no file.
    guard files.kind(of: path) != nil else { throw DiagnosticError(.baseEmpty(path)) }
    let history = try SizeHistory(path, files: files)
    console.report(history.warnings)
    let folder = platform.workspace ?? environment["WORKSPACE"] ?? "."
    let repository = GitRepository(folder, environment: environment)
    let commit = try await repository?.commit(revision)
    var line: [String] = []
    if let repository, let commit { line = try await repository.ancestors(of: commit) }
    if let base = history.base(of: now, revision: revision, line: line) { return (base, []) }
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
      "subject-unknown", at: .file(path), "there is no flash device or volume '\(name)' in this history",
      fix: "name one of \(known.joined(separator: ", "))")
  }

  static func baseWithoutHistory(_ base: String) -> Diagnostic {
    Diagnostic(
      "base-without-history", at: .commandLine,
      "there is no file '\(base)', and without a history no revision has sizes",
      fix: "give the path of a base, or the history of its revision with --history")
  }

  static func baseUnknown(_ base: String, folder: String) -> Diagnostic {
    Diagnostic(
      "base-unknown", at: .commandLine,
      "'\(base)' is no file here and no revision that git knows in \(folder)",
      fix: "give a size history, an image, or a revision of the workspace")
  }
}
