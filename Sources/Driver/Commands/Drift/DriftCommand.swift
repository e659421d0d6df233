import Bytes
import Comparison
package import Diagnostics
import Host
import PlatformModel

/// The options of `kiln drift`.
package struct DriftSelection: Sendable {
  /// A name under `Platforms/families/`, or a file.
  package var family: String
  package var workspace: String
  /// The revision to compare with; nil for the current differences.
  package var since: String?
  /// The revision to examine; nil for the files on disk.
  package var revision: String?

  package init(family: String, workspace: String?, since: String?, revision: String?) {
    self.family = family
    self.workspace = workspace ?? "."
    self.since = since
    self.revision = revision
  }
}

/// `kiln drift`: exit status 3 if members of a family differ in a way that is not allowed, 1 if one cannot be
/// resolved.
package struct DriftCommand: KilnCommand {
  package let context: Context
  let selection: DriftSelection
  /// The options for all members.
  let common: PlatformSelection
  let options: PlatformOptionReader
  let json: Bool

  /// - Parameter options: parses the family's arguments for a member.
  package init(
    _ selection: DriftSelection, common: PlatformSelection, options: @escaping PlatformOptionReader,
    json: Bool, context: Context
  ) {
    self.context = context
    self.selection = selection
    self.common = common
    self.options = options
    self.json = json
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let today = try CivilDate(seconds: environment.recordTime())
    let loader = FamilyLoader(context: context, today: today, common: common, options: options)
    let family = try loader.family(selection.family)
    let store = BlobStore()
    var workspace: RevisionWorkspace?
    if let revision = selection.revision {
      workspace = try await RevisionWorkspace(
        revision, folder: selection.workspace, store: store, disk: files, environment: environment)
    }
    let now =
      if let workspace { try await loader.members(of: family, in: workspace) } else {
        try await loader.members(of: family)
      }
    guard now.count > 1 else { throw DiagnosticError(.familyAbsent(family, selection.workspace)) }
    var use = DefineUse()
    for member in now { use.add(member.defineUse) }
    context.warn(use.warnings)
    guard let since = selection.since else { return standing(family, now, today: today) }

    let base = try await RevisionWorkspace(
      since, folder: selection.workspace, store: store, disk: files, environment: environment)
    let before = try await loader.members(of: family, in: base)
    let gate = DriftGate(
      family,
      now.compactMap { member in
        before.first { $0.index == member.index }.map {
          DriftGate.Member(
            member.name, before: $0.facts, after: member.facts, defectsBefore: $0.defects,
            defectsAfter: member.defects)
        }
      }, today: today.description)
    let authors = try await LineAuthors(
      gate, repository: base.repository, range: "\(base.commit)..\(workspace?.commit ?? "")",
      roots: now[0].roots)
    let manifests = Dictionary(family.members.map { ($0.name, $0.words[0]) }) { first, _ in first }
    let findings = gate.findings(manifests: manifests) { authors[$0] }
    let report = DriftGateReport(gate, findings: findings, family: family.name, roots: now[0].roots)
    console.print(json ? report.json : report.text)
    if !json { context.report(findings) }
    if !gate.breakages.isEmpty { return .error }
    return gate.changes.isEmpty ? .fine : .differs
  }

  private func standing(
    _ family: PlatformFamily, _ members: [FamilyLoader.Loaded], today: CivilDate
  ) -> ExitStatus {
    let drift = StandingDrift(family, members.map { ($0.name, $0.facts) }, today: today.description)
    let report = StandingDriftReport(
      drift, family: family.name, members: members.map(\.name), roots: members[0].roots)
    console.print(json ? report.json : report.text)
    if !json { context.report(drift.errorFindings) }
    if !drift.errors.isEmpty { return .error }
    return drift.rows.isEmpty ? .fine : .differs
  }
}

/// The commits that wrote the lines in the report of a drift gate.
struct LineAuthors {
  private var authors: [Diagnostic.Place: String] = [:]

  /// The maximum number of lines, because git needs time for each.
  private static let most = 40

  /// - Parameter range: the range of commits.
  init(_ gate: DriftGate, repository: GitRepository, range: String, roots: [String])
    async throws(DiagnosticError)
  {
    let places = gate.changes.flatMap { $0.changed.compactMap(\.places.last) }
    for place in places.prefix(Self.most) where authors[place] == nil {
      guard case .source(let source) = place, let root = roots.first,
        source.file.path.hasPrefix(root + "/")
      else { continue }
      let path = String(source.file.path.dropFirst(root.utf8.count + 1))
      authors[place] = try await repository.author(of: source.line, in: path, range: range)
    }
  }

  subscript(place: Diagnostic.Place) -> String? { authors[place] }
}
