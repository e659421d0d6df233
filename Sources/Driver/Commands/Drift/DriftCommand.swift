import Bytes
import Comparison
package import Diagnostics
import Host
import PlatformModel
import Render

/// The options of `kiln drift`.
package struct DriftSelection: Sendable {
  /// A name under `Platforms/families/`, or a file.
  package var family: String
  /// nil for WORKSPACE, otherwise the working folder.
  package var workspace: String?
  /// The revision to compare with; nil for the current differences.
  package var since: String?
  /// The revision to examine; nil for the files on disk.
  package var revision: String?

  package init(family: String, workspace: String?, since: String?, revision: String?) {
    self.family = family
    self.workspace = workspace
    self.since = since
    self.revision = revision
  }
}

/// `kiln drift`: exit status 3 if members of a family differ in a way that is not allowed, 1 if one cannot be
/// resolved.
package struct DriftCommand: KilnCommand {
  package let context: Context
  let selection: DriftSelection
  /// The source tree, in a repository for revisions.
  let workspace: String
  /// The options for all members.
  let common: PlatformSelection
  let options: PlatformOptionReader
  let output: CheckOutput

  /// - Parameter options: parses the family's arguments for a member.
  package init(
    _ selection: DriftSelection, common: PlatformSelection, options: @escaping PlatformOptionReader,
    to output: CheckOutput, context: Context
  ) {
    self.context = context
    self.selection = selection
    workspace = selection.workspace ?? context.environment["WORKSPACE"] ?? "."
    self.common = common
    self.options = options
    self.output = output
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    do throws(DiagnosticError) {
      let today = try CivilDate(seconds: environment.recordTime())
      let loader = FamilyLoader(context: context, today: today, common: common, options: options)
      let family = try loader.family(selection.family)
      if let since = selection.since { return try await gate(family, loader, since: since) }
      return try await standing(family, loader)
    } catch {
      // Reports for CI are written even if nothing could be compared.
      try deliverFailure(error.diagnostics)
      throw error
    }
  }

  /// What a change leaves undone in siblings, and what of it no configuration reads.
  private func gate(
    _ family: PlatformFamily, _ loader: FamilyLoader, since: String
  ) async throws(DiagnosticError) -> ExitStatus {
    let store = BlobStore()
    let after = try await tree(store)
    let base = try await RevisionWorkspace(
      since, folder: workspace, store: store, disk: files, environment: environment)
    var reader = ChangeReader(family, loader: loader, base: base, after: after)
    try await reader.start()
    guard reader.members(.after).count > 1 else {
      throw DiagnosticError(.familyAbsent(family, workspace))
    }
    // From here on it is known which lines have changed; configurations are added until each is read.
    var search = ChangeSearch(reader, ChangeCoverage(try await reader.manifests()))
    try await search.run()
    var examiner = ChangeExaminer(search.reader, switches: search.switches, today: loader.today)
    let (gate, configurations) = try await examiner.run()
    reader = examiner.reader
    context.warn(try defineUse(reader).warnings)

    let range = "\(base.commit)..\(after.commit)"
    let authors = try await LineAuthors(gate, repository: base.repository, range: range, roots: [after.root])
    let manifests = Dictionary(family.members.map { ($0.name, $0.words[0]) }) { first, _ in first }
    let commits = try await base.repository.commits(
      in: range, touching: search.coverage.manifests.map(\.path))
    let names = { (sides: Set<Int>) in sides.sorted().map { family.members[$0].name } }
    let (old, new) = (Set(reader.members(.before)), Set(reader.members(.after)))
    let examination = DriftExamination(
      family: family.name, coverage: search.coverage, gate: gate, configurations: configurations,
      switches: reader.configurations.reduce(into: Set<String>()) { $0.formUnion($1.switches) }.sorted()
        .map { .init(name: $0, members: search.switches.members[$0] ?? []) },
      foreign: reader.foreign, arrived: names(new.subtracting(old)), gone: names(old.subtracting(new)),
      commits: commits.map { .init(hash: $0.hash, author: $0.author, day: $0.day, title: $0.title) },
      findings: gate.findings(manifests: manifests) { authors[$0] }
        + search.coverage.findings(before: since))
    let report = DriftGateReport(
      examination, roots: [after.root, base.files.root], version: kilnVersion,
      paths: findingFiles.paths(revisions: [after.root, base.files.root].filter { $0.hasSuffix(":.") }))
    try findingFiles.write(output.files) { report.text(in: $0) }
    console.print(report.text(in: output.format))
    if output.format == .text { context.report(examination.findings) }
    if !gate.breakages.isEmpty || search.coverage.openCount > 0 { return .error }
    return gate.changes.isEmpty ? .fine : .differs
  }

  /// The differences that there are now.
  private func standing(
    _ family: PlatformFamily, _ loader: FamilyLoader
  ) async throws(DiagnosticError) -> ExitStatus {
    let tree = try await tree(BlobStore())
    let members = try await loader.members(of: family, in: tree)
    guard members.count > 1 else { throw DiagnosticError(.familyAbsent(family, workspace)) }
    var use = DefineUse()
    for member in members { use.add(member.defineUse) }
    context.warn(use.warnings)
    let drift = StandingDrift(
      family, members.map { ($0.name, $0.facts) }, today: loader.today.description)
    let report = StandingDriftReport(
      drift, family: family.name, members: members.map(\.name), roots: members[0].roots,
      otherConfigurations: family.configurations.map(\.name), version: kilnVersion,
      paths: findingFiles.paths(revisions: [tree.root].filter { $0.hasSuffix(":.") }))
    try findingFiles.write(output.files) { report.text(in: $0) }
    console.print(report.text(in: output.format))
    if output.format == .text { context.report(drift.errorFindings) }
    if !drift.errors.isEmpty { return .error }
    return drift.rows.isEmpty ? .fine : .differs
  }

  /// The tree that is examined.
  private func tree(_ store: BlobStore) async throws(DiagnosticError) -> FamilyTree {
    guard let revision = selection.revision else { return FamilyTree(context, folder: workspace) }
    return FamilyTree(
      try await RevisionWorkspace(
        revision, folder: workspace, store: store, disk: files, environment: environment))
  }

  private func defineUse(_ reader: ChangeReader) throws(DiagnosticError) -> DefineUse {
    var use = DefineUse()
    for member in reader.members(.after) {
      guard let reading = reader.reading(member, 0, .after) else { continue }
      let names = try reader.selection(member, 0).defines.map { String($0.prefix { $0 != "=" }) }
      use.add(DefineUse(given: names, uses: reading.uses))
    }
    return use
  }

  private var findingFiles: FindingFiles {
    var platform = common
    platform.workspace = workspace
    return FindingFiles(SubjectSelection(workspace, platform: platform), context: context)
  }

  private func deliverFailure(_ errors: [Diagnostic]) throws(DiagnosticError) {
    guard output.isForPipeline else { return }
    let report = DriftFailureReport(
      errors, family: selection.family, workspace: workspace, version: kilnVersion,
      paths: findingFiles.paths)
    try findingFiles.write(output.files) { report.text(in: $0) }
    if output.format != .text { console.print(report.text(in: output.format)) }
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
