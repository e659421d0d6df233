package import Diagnostics

/// The records of a size history, as they were when it was read.
package struct SizeHistory {
  package let path: String
  /// In the order of the file.
  package let records: [SizeRecord]
  /// About lines that are not records.
  package let warnings: [Diagnostic]

  package init(parsing file: SourceFile) {
    let text = SizeHistoryText(parsing: file)
    path = file.path
    records = text.records
    warnings = text.warnings
  }

  /// The last record with the platform and configuration of `now`; if the file has a single record and it is of
  /// the same platform, that one, whatever its configuration.
  ///
  /// - Throws: `base-other-platform`, `base-empty`.
  package func base(of now: SizeRecord) throws(DiagnosticError) -> SizeRecord {
    guard !records.isEmpty else { throw DiagnosticError(.baseEmpty(path)) }
    if records.count == 1, records[0].platform == now.platform { return records[0] }
    guard let base = records.last(where: { $0.isComparable(to: now) }) else {
      throw DiagnosticError(.baseOtherPlatform(path, now: now, held: contents))
    }
    return base
  }

  /// The last record of a commit, otherwise of the nearest ancestor that has one.
  ///
  /// - Parameters:
  ///   - revision: as the user wrote it; `--revision` may have recorded it in the same spelling.
  ///   - line: the commit and its ancestors, the nearest first; empty if git knows none.
  package func base(of now: SizeRecord, revision: String, line: [String]) -> SizeRecord? {
    let records = records.filter { $0.isComparable(to: now) }
    if let exact = records.last(where: { $0.revision == revision }) { return exact }
    // The last record of a commit counts.
    var recorded: [String: SizeRecord] = [:]
    for record in records { if let name = record.revision { recorded[name] = record } }
    return line.lazy.compactMap { recorded[$0] }.first
  }

  /// The recorded platforms and configurations, each once.
  package var contents: [String] {
    var seen: Set<String> = []
    return records.map(\.title).filter { seen.insert($0).inserted }
  }

  /// The recorded revisions for the platform and configuration of `now`, the newest last.
  package func revisions(for now: SizeRecord) -> [String] {
    var seen: Set<String> = []
    let names = records.filter { $0.isComparable(to: now) }.compactMap(\.revision)
    return names.reversed().filter { seen.insert($0).inserted }.reversed()
  }
}

extension SizeRecord {
  package func isComparable(to other: SizeRecord) -> Bool {
    platform == other.platform && configuration == other.configuration
  }

  /// The platform and its configuration as one text.
  package var title: String { configuration.isEmpty ? platform : "\(platform), \(configuration)" }
}

extension Diagnostic {
  /// How many names a diagnostic lists.
  private static let listed = 20

  package static func baseEmpty(_ path: String) -> Diagnostic {
    Diagnostic(
      .baseEmpty, at: .file(path), "expected a record to compare with, found none in this history",
      fix: "record sizes with 'kiln check … --record' first")
  }

  package static func baseOtherPlatform(_ path: String, now: SizeRecord, held: [String]) -> Diagnostic {
    Diagnostic(
      .baseOtherPlatform, at: .file(path),
      "expected a base for \(now.title), found another platform or configuration",
      notes: held.suffix(listed).map { Note("recorded: \($0)") },
      fix: "give a base of the same platform and configuration")
  }

  package static func baseNotRecorded(
    _ path: String, revision: String, now: SizeRecord, recorded: [String], isShallow: Bool
  ) -> Diagnostic {
    let notes = recorded.suffix(listed).map { Note("recorded: \($0)") }
    return Diagnostic(
      .baseNotRecorded, at: .file(path),
      "expected a record of '\(revision)' or an ancestor for \(now.title), found none",
      notes: (notes.isEmpty ? [Note("no revision is recorded")] : notes)
        + (isShallow ? [Note("the clone is shallow: ancestors are missing")] : []),
      fix: isShallow
        ? "fetch the ancestors ('git fetch --unshallow'), or name a revision that is recorded"
        : "record that revision, or name one that is recorded")
  }
}
